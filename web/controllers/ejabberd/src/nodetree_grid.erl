%% SPDX-License-Identifier: GPL-2.0-or-later
%% XEP-0248 collections for ejabberd's mod_pubsub ("nodetree: grid"). Own code, written against the
%% gen_pubsub_nodetree behaviour; storage is the stock pubsub_node Mnesia table (nodetree_tree).
-module(nodetree_grid).
-behaviour(gen_pubsub_nodetree).
-include("pubsub.hrl").
-include("xmpp.hrl").
-export([init/3, terminate/2, options/0, set_node/1, get_node/3, get_node/2, get_node/1, get_nodes/2, get_nodes/1,
         get_all_nodes/1, get_parentnodes/3, get_parentnodes_tree/3, get_subnodes/3, get_subnodes_tree/3,
         create_node/6, delete_node/2]).

init(H, S, O) -> nodetree_tree:init(H, S, O).
terminate(H, S) -> nodetree_tree:terminate(H, S).
options() -> nodetree_tree:options().
get_node(H, N, F) -> nodetree_tree:get_node(H, N, F).
get_node(H, N) -> nodetree_tree:get_node(H, N).
get_node(I) -> nodetree_tree:get_node(I).
get_nodes(H, L) -> nodetree_tree:get_nodes(H, L).
get_nodes(H) -> nodetree_tree:get_nodes(H).
get_all_nodes(H) -> nodetree_tree:get_all_nodes(H).

%% configure: pubsub#collection names the parents, pubsub#children (of a collection) the children
set_node(#pubsub_node{nodeid = {Host, Node}, options = Opts} = N0) ->
    Old = case mnesia:read({pubsub_node, {Host, Node}}) of [R] -> R; [] -> undefined end,
    Parents = parents_of(Opts),
    case check(Host, Node, Opts, Old, Parents) of
        ok ->
            mnesia:write(N0#pubsub_node{parents = Parents}),
            case is_collection(Opts) of true -> set_children(Host, Node, opt(children, Opts)); false -> ok end,
            ok;
        Err -> Err
    end.

%% the stored type is our own plugin, node_grid: mod_pubsub's option check admits only [flat, pep] in "plugins"
create_node(Host, Node, _Type, Owner, Opts0, _PathParents) when is_binary(Host) ->
    %% mod_pubsub's form shows only the options that are stored: store these always
    Opts = Opts0 ++ [D || {K, _} = D <- [{node_type, leaf}, {collection, []}, {title, <<>>}, {description, <<>>}, {type, <<>>}],
                          not lists:keymember(K, 1, Opts0)],
    BJID = jid:tolower(jid:remove_resource(Owner)),
    Parents = parents_of(Opts),
    case mnesia:read({pubsub_node, {Host, Node}}) of
        [] ->
            case check(Host, Node, Opts, undefined, Parents) of
                ok ->
                    Nidx = pubsub_index:new(node),
                    mnesia:write(#pubsub_node{nodeid = {Host, Node}, id = Nidx, parents = Parents, type = <<"grid">>,
                                              owners = [BJID], options = Opts}),
                    case is_collection(Opts) of true -> set_children(Host, Node, opt(children, Opts)); false -> ok end,
                    {ok, Nidx};
                Err -> Err
            end;
        _ -> {error, xmpp:err_conflict(<<"Node already exists">>, <<"en">>)}
    end;
create_node(Host, Node, Type, Owner, Opts, Parents) ->   % PEP
    nodetree_tree:create_node(Host, Node, Type, Owner, Opts, Parents).

%% deleting a collection orphans its children to the root (XEP-0248 s. 5.6), it does not delete them
delete_node(Host, Node) ->
    case mnesia:read({pubsub_node, {Host, Node}}) of
        [#pubsub_node{id = Nidx} = R] ->
            [reparent(C, lists:delete(Node, C#pubsub_node.parents)) || C <- get_subnodes(Host, Node, infinity)],
            pubsub_index:free(node, Nidx), mnesia:delete({pubsub_node, {Host, Node}}), [R];
        [] -> []
    end.

get_subnodes(Host, <<>>, L) -> nodetree_tree:get_subnodes(Host, <<>>, L);
get_subnodes(Host, Node, _) ->
    [N || N <- mnesia:match_object(#pubsub_node{nodeid = {Host, '_'}, _ = '_'}), lists:member(Node, N#pubsub_node.parents)].
get_subnodes_tree(Host, Node, _From) -> [R || {_, Rs} <- walk(Host, [Node], down, 0, []), R <- Rs].
get_parentnodes(Host, Node, _From) ->
    case mnesia:read({pubsub_node, {Host, Node}}) of
        [#pubsub_node{parents = Ps}] -> lists:flatmap(fun(P) -> mnesia:read({pubsub_node, {Host, P}}) end, Ps); [] -> []
    end.
get_parentnodes_tree(Host, Node, _From) when is_binary(Host) -> walk(Host, [Node], up, 0, []);
get_parentnodes_tree(Host, Node, From) -> nodetree_tree:get_parentnodes_tree(Host, Node, From).

walk(_, [], _, _, _) -> [];
walk(Host, Names, Dir, Depth, Seen) ->
    Recs = lists:flatmap(fun(N) -> mnesia:read({pubsub_node, {Host, N}}) end, Names),
    Next0 = case Dir of up -> lists:flatmap(fun(R) -> R#pubsub_node.parents end, Recs);
                        down -> [C || N <- Names, #pubsub_node{nodeid = {_, C}} <- get_subnodes(Host, N, infinity)] end,
    Seen1 = Names ++ Seen,
    [{Depth, Recs} | walk(Host, lists:usort(Next0) -- Seen1, Dir, Depth + 1, Seen1)].

%% ---- rules
check(Host, Node, Opts, Old, Parents) ->
    OldType = case Old of undefined -> undefined; _ -> is_collection(Old#pubsub_node.options) end,
    Bad = [P || P <- Parents, not parent_ok(Host, P)],
    Up = case Parents of [] -> []; _ -> [N || {_, Rs} <- walk(Host, Parents, up, 0, []), #pubsub_node{nodeid = {_, N}} <- Rs] end,
    NewType = is_collection(Opts),
    if OldType /= undefined, OldType /= NewType ->
            {error, xmpp:err_not_allowed(<<"A node cannot change between leaf and collection">>, <<"en">>)};
       Bad /= [] -> {error, xmpp:err_item_not_found(<<"No such collection: ", (hd(Bad))/binary>>, <<"en">>)};
       true -> case lists:member(Node, Up) of
                   true -> {error, xmpp:err_conflict(<<"A collection cannot contain itself">>, <<"en">>)};
                   false -> ok end
    end.
parent_ok(Host, P) -> case mnesia:read({pubsub_node, {Host, P}}) of [#pubsub_node{options = O}] -> is_collection(O); _ -> false end.
set_children(_, _, undefined) -> ok;
set_children(Host, Node, Names0) ->
    Names = [N || N <- Names0, N /= <<>>],
    Now = [N || #pubsub_node{nodeid = {_, N}} <- get_subnodes(Host, Node, infinity)],
    [[reparent(C, lists:usort([Node | C#pubsub_node.parents])) || C <- mnesia:read({pubsub_node, {Host, N}})] || N <- Names -- Now],
    [[reparent(C, lists:delete(Node, C#pubsub_node.parents)) || C <- mnesia:read({pubsub_node, {Host, N}})] || N <- Now -- Names],
    ok.
reparent(#pubsub_node{options = O} = R, Ps) ->
    mnesia:write(R#pubsub_node{parents = Ps, options = lists:keystore(collection, 1, O, {collection, Ps})}).
parents_of(Opts) -> case opt(collection, Opts) of undefined -> []; L when is_list(L) -> [P || P <- L, P /= <<>>]; <<>> -> []; P -> [P] end.
is_collection(Opts) -> opt(node_type, Opts) == collection.
opt(K, Opts) -> proplists:get_value(K, Opts).
