%% SPDX-License-Identifier: GPL-2.0-or-later
%%
%% Collections (XEP-0248) for mod_pubsub: "nodetree: grid". The stock tree takes the fields and does nothing with them.
%% A leaf stays what it is in ejabberd, a node of type "flat"; a collection is of type "grid" (node_grid).
%% PEP nodes, whose host is no binary, are left to the stock tree. Storage is the stock Mnesia table.
-module(nodetree_grid).
-behaviour(gen_pubsub_nodetree).

-export([init/3, terminate/2, options/0, set_node/1, get_node/3, get_node/2, get_node/1, get_nodes/2, get_nodes/1,
         get_all_nodes/1, get_parentnodes/3, get_parentnodes_tree/3, get_subnodes/3, get_subnodes_tree/3,
         create_node/6, delete_node/2]).

-include("pubsub.hrl").
-include("xmpp.hrl").

%% mod_pubsub's form shows only what is stored, so these always are
-define(SHOWN, [{node_type, leaf}, {collection, []}, {title, <<>>}, {description, <<>>}, {type, <<>>}]).

create_node(Host, Node, _Type, Owner, Given, _PathParents) when is_binary(Host) ->
    Options = with_publisher(Given ++ [Default || {Key, _} = Default <- ?SHOWN, not lists:keymember(Key, 1, Given)]),
    case mnesia:read({pubsub_node, {Host, Node}}) of
        [] ->
            New = #pubsub_node{nodeid = {Host, Node}, id = pubsub_index:new(node), options = Options,
                               owners = [jid:tolower(jid:remove_resource(Owner))]},
            case store(New) of
                ok -> {ok, New#pubsub_node.id};
                Error -> pubsub_index:free(node, New#pubsub_node.id), Error
            end;
        _ -> {error, xmpp:err_conflict(<<"Node already exists">>, <<"en">>)}
    end;
create_node(Host, Node, Type, Owner, Options, Parents) ->
    nodetree_tree:create_node(Host, Node, Type, Owner, Options, Parents).

set_node(#pubsub_node{nodeid = {Host, _}, id = Nidx, options = Options} = Node) when is_binary(Host) ->
    [Old] = mnesia:read({pubsub_node, Node#pubsub_node.nodeid}),
    case {grid_graph:is_collection(Old), grid_graph:is_collection(Options)} of
        {true, false} ->
            Error = xmpp:err_not_allowed(<<"A collection cannot become a leaf">>, <<"en">>),
            {error, mod_pubsub:extended_error(Error, mod_pubsub:err_invalid_options())};
        {false, true} -> % XEP-0248 §7.2.4: its items go
            [node_flat:purge_node(Nidx, Owner) || Owner <- owners(Nidx)],
            store(Node);
        _ -> store(Node)
    end;
set_node(Node) -> nodetree_tree:set_node(Node).

owners(Nidx) ->
    {result, Affiliations} = node_flat:get_node_affiliations(Nidx),
    [Who || {Who, owner} <- Affiliations].

store(#pubsub_node{nodeid = {Host, Name}, options = Options} = Node) ->
    IsCollection = grid_graph:is_collection(Options),
    Parents = grid_graph:parents_in(Options),
    Children = grid_graph:children_in(Options),
    case grid_graph:check(Host, Name, IsCollection, Parents, Children) of
        ok ->
            Type = case IsCollection of true -> <<"grid">>; false -> <<"flat">> end,
            grid_graph:write(Node#pubsub_node{type = Type, parents = Parents, options = with_publisher(Options)}),
            [grid_graph:set_children(Host, Name, Children) || IsCollection],
            ok;
        Error -> Error
    end.

%% ejabberd names the publisher of an item when this option says so; in a grid it always does
with_publisher(Options) -> lists:keystore(itemreply, 1, Options, {itemreply, publisher}).

delete_node(Host, Node) when is_binary(Host) ->
    [begin
         grid_subscription:forget(Nidx),
         pubsub_index:free(node, Nidx),
         grid_graph:delete(Record),
         Record
     end || #pubsub_node{id = Nidx} = Record <- mnesia:read({pubsub_node, {Host, Node}})];
delete_node(Host, Node) -> nodetree_tree:delete_node(Host, Node).

%% The children of a collection are found, not stored with it.
get_node(Host, Node) when is_binary(Host) ->
    case nodetree_tree:get_node(Host, Node) of
        #pubsub_node{options = Options, type = <<"grid">>} = Record ->
            Children = {children, grid_graph:child_names(Host, Node)},
            Record#pubsub_node{options = lists:keystore(children, 1, Options, Children)};
        Other -> Other
    end;
get_node(Host, Node) -> nodetree_tree:get_node(Host, Node).
get_node(Host, Node, _From) -> get_node(Host, Node).
get_node(Nidx) -> nodetree_tree:get_node(Nidx).

get_subnodes(Host, Node, _Limit) when is_binary(Host), Node /= <<>> -> grid_graph:children(Host, Node);
get_subnodes(Host, Node, Limit) -> nodetree_tree:get_subnodes(Host, Node, Limit).

%% Deleting a node deletes what this returns: the node, never its children
get_subnodes_tree(Host, Node, _From) when is_binary(Host) -> mnesia:read({pubsub_node, {Host, Node}});
get_subnodes_tree(Host, Node, From) -> nodetree_tree:get_subnodes_tree(Host, Node, From).

get_parentnodes(Host, Node, From) -> nodetree_tree:get_parentnodes(Host, Node, From).

%% Whom to notify: mod_pubsub asks each node of this tree for its subscribers. Behind the node itself stands one that
%% does not exist, whose "subscribers" are those of the collections above (node_grid, grid_subscription).
get_parentnodes_tree(Host, Node, _From) when is_binary(Host) ->
    case mnesia:read({pubsub_node, {Host, Node}}) of
        [Record] ->
            Above = #pubsub_node{nodeid = {Host, Node}, id = grid_subscription:above(Host, Record), type = <<"grid">>},
            [{0, [Record]}, {1, [Above]}];
        [] -> []
    end;
get_parentnodes_tree(Host, Node, From) -> nodetree_tree:get_parentnodes_tree(Host, Node, From).

init(Host, ServerHost, Options) ->
    ok = nodetree_tree:init(Host, ServerHost, Options),
    grid_graph:init(),
    ok.
terminate(Host, ServerHost) -> nodetree_tree:terminate(Host, ServerHost).
options() -> nodetree_tree:options().
get_nodes(Host, Limit) -> nodetree_tree:get_nodes(Host, Limit).
get_nodes(Host) -> nodetree_tree:get_nodes(Host).
get_all_nodes(Host) -> nodetree_tree:get_all_nodes(Host).
