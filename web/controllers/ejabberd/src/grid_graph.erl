%% SPDX-License-Identifier: GPL-2.0-or-later
%%
%% The graph of collections and leaves (XEP-0248): who is whose parent. The links live in the `parents` of the stock
%% pubsub_node table; a table in memory has them the other way round, since a collection is asked for its children
%% often. Everything here but init/0 runs inside a transaction of mod_pubsub.
-module(grid_graph).
-export([init/0, is_collection/1, option/3, parents_in/1, children_in/1, children/2, child_names/2, levels_above/2,
         check/5, write/1, delete/1, set_children/3, link/3, unlink/3]).

-include("pubsub.hrl").
-include("xmpp.hrl").

-record(grid_child, {parent :: {binary(), binary()}, child :: binary()}).

%% @doc Makes the table of children from what is stored.
init() ->
    ejabberd_mnesia:create(?MODULE, grid_child,
                           [{ram_copies, [node()]}, {type, bag}, {attributes, record_info(fields, grid_child)}]),
    mnesia:activity(sync_dirty, fun() ->
        [mnesia:write(#grid_child{parent = {Host, Parent}, child = Name})
         || #pubsub_node{nodeid = {Host, Name}, parents = Parents} <- mnesia:match_object(#pubsub_node{_ = '_'}),
            is_binary(Host), Parent <- Parents]
    end).

option(Key, Options, Default) -> proplists:get_value(Key, Options, Default).
is_collection(#pubsub_node{options = Options}) -> is_collection(Options);
is_collection(Options) -> option(node_type, Options, leaf) == collection.

%% The root is written as an empty value.
parents_in(Options) -> names(option(collection, Options, [])).
children_in(Options) -> names(option(children, Options, [])).

names(Names) when is_list(Names) -> lists:usort([Name || Name <- Names, Name /= <<>>]);
names(Name) -> names([Name]).

read(Host, Node) -> mnesia:read({pubsub_node, {Host, Node}}).

children(Host, Node) -> lists:append([read(Host, Name) || Name <- child_names(Host, Node)]).
child_names(Host, Node) -> [Name || #grid_child{child = Name} <- mnesia:read({grid_child, {Host, Node}})].

%% @doc Stores a node and its links to its parents.
write(#pubsub_node{nodeid = {Host, Name} = Id, parents = New} = Record) ->
    Old = lists:append([Parents || #pubsub_node{parents = Parents} <- mnesia:read({pubsub_node, Id})]),
    [mnesia:write(#grid_child{parent = {Host, Parent}, child = Name}) || Parent <- New -- Old],
    [mnesia:delete_object(#grid_child{parent = {Host, Parent}, child = Name}) || Parent <- Old -- New],
    mnesia:write(Record).

%% @doc Removes a node; its children lose it as a parent (XEP-0248 does not say what else could become of them).
delete(#pubsub_node{nodeid = {Host, Name} = Id} = Record) ->
    [unlink(Host, Name, Child) || Child <- child_names(Host, Name)],
    write(Record#pubsub_node{parents = []}),
    mnesia:delete({pubsub_node, Id}).

%% @doc The collections above a node: its parents are level 1, theirs level 2; each at the lowest level it is found at.
-spec levels_above(binary(), binary()) -> [{pos_integer(), #pubsub_node{}}].
levels_above(Host, Node) -> above(Host, 0, [Node], []).

above(_, _, [], _) -> [];
above(Host, Level, Names, Seen) ->
    Nodes = lists:append([read(Host, Name) || Name <- Names]),
    Next = lists:usort(lists:append([Parents || #pubsub_node{parents = Parents} <- Nodes])) -- (Names ++ Seen),
    [{Level, Node} || Node <- Nodes, Level > 0] ++ above(Host, Level + 1, Next, Names ++ Seen).

%% @doc May `Node` have these parents and, when it is a collection, these children? XEP-0248 §7.2.3.
check(Host, Node, IsCollection, Parents, Children) ->
    Further = [Name || Parent <- Parents, {_, #pubsub_node{nodeid = {_, Name}}} <- levels_above(Host, Parent)],
    Above = [Node | Parents ++ Further],
    Cycle = lists:member(Node, Parents ++ Further)
        orelse lists:any(fun(Child) -> lists:member(Child, Above) end, Children),
    first([not_found(Host, Parents ++ Children),
           [invalid(<<"A leaf has no children">>) || not IsCollection, Children /= []],
           [invalid(<<Parent/binary, " is no collection">>)
            || Parent <- Parents, not lists:any(fun is_collection/1, read(Host, Parent))],
           [invalid(<<"A collection cannot contain itself">>) || Cycle]]).

first(Lists) -> case lists:append(Lists) of [] -> ok; [Error | _] -> Error end.

not_found(Host, Names) ->
    [{error, xmpp:err_item_not_found(<<"There is no node ", Name/binary>>, <<"en">>)}
     || Name <- Names, read(Host, Name) == []].

invalid(Text) ->
    Error = xmpp:err_not_allowed(Text, <<"en">>),
    {error, mod_pubsub:extended_error(Error, mod_pubsub:err_invalid_options())}.

%% @doc Makes exactly these the children of a collection.
set_children(Host, Node, Wanted) ->
    Now = child_names(Host, Node),
    [link(Host, Node, Child) || Child <- Wanted -- Now],
    [unlink(Host, Node, Child) || Child <- Now -- Wanted],
    ok.

link(Host, Node, Child) -> update(Host, Child, fun(Parents) -> lists:usort([Node | Parents]) end).
unlink(Host, Node, Child) -> update(Host, Child, fun(Parents) -> lists:delete(Node, Parents) end).

%% the option is what the configuration form shows
update(Host, Name, Change) ->
    [begin
         New = Change(Parents),
         write(Record#pubsub_node{parents = New, options = lists:keystore(collection, 1, Options, {collection, New})})
     end || #pubsub_node{parents = Parents, options = Options} = Record <- read(Host, Name)],
    ok.
