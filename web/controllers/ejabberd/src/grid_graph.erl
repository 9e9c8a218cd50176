%% SPDX-License-Identifier: GPL-2.0-or-later
%%
%% The graph of collections and leaves (XEP-0248): who is whose parent. The links live in the `parents` of the stock
%% pubsub_node table. Everything here runs inside a transaction of mod_pubsub.
-module(grid_graph).
-export([is_collection/1, option/3, parents_in/1, children_in/1, children/2, levels_above/2, check/5, set_children/3, link/3, unlink/3]).

-include("pubsub.hrl").
-include("xmpp.hrl").

option(Key, Options, Default) -> proplists:get_value(Key, Options, Default).
is_collection(#pubsub_node{options = Options}) -> is_collection(Options);
is_collection(Options) -> option(node_type, Options, leaf) == collection.

%% The root is written as an empty value.
parents_in(Options) -> names(option(collection, Options, [])).
children_in(Options) -> names(option(children, Options, [])).

names(Names) when is_list(Names) -> lists:usort([Name || Name <- Names, Name /= <<>>]);
names(Name) -> names([Name]).

read(Host, Node) -> mnesia:read({pubsub_node, {Host, Node}}).

children(Host, Node) ->
    [Child || #pubsub_node{parents = Parents} = Child <- mnesia:match_object(#pubsub_node{nodeid = {Host, '_'}, _ = '_'}),
              lists:member(Node, Parents)].

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
    Above = lists:usort(Parents ++ [Name || Parent <- Parents, {_, #pubsub_node{nodeid = {_, Name}}} <- levels_above(Host, Parent)]),
    first([not_found(Host, Parents ++ Children),
           [invalid(<<"A leaf has no children">>) || not IsCollection, Children /= []],
           [invalid(<<Parent/binary, " is no collection">>) || Parent <- Parents, not lists:any(fun is_collection/1, read(Host, Parent))],
           [invalid(<<"A collection cannot contain itself">>)
            || lists:member(Node, Above ++ Children) orelse lists:any(fun(Child) -> lists:member(Child, Above) end, Children)]]).

first(Lists) -> case lists:append(Lists) of [] -> ok; [Error | _] -> Error end.

not_found(Host, Names) ->
    [{error, xmpp:err_item_not_found(<<"There is no node ", Name/binary>>, <<"en">>)} || Name <- Names, read(Host, Name) == []].

invalid(Text) -> {error, mod_pubsub:extended_error(xmpp:err_not_allowed(Text, <<"en">>), mod_pubsub:err_invalid_options())}.

%% @doc Makes exactly these the children of a collection.
set_children(Host, Node, Wanted) ->
    Now = [Name || #pubsub_node{nodeid = {_, Name}} <- children(Host, Node)],
    [link(Host, Node, Child) || Child <- Wanted -- Now],
    [unlink(Host, Node, Child) || Child <- Now -- Wanted],
    ok.

link(Host, Node, Child) -> update(Host, Child, fun(Parents) -> lists:usort([Node | Parents]) end).
unlink(Host, Node, Child) -> update(Host, Child, fun(Parents) -> lists:delete(Node, Parents) end).

%% the option is what the configuration form shows
update(Host, Name, Change) ->
    [begin
         New = Change(Parents),
         mnesia:write(Record#pubsub_node{parents = New, options = lists:keystore(collection, 1, Options, {collection, New})})
     end || #pubsub_node{parents = Parents, options = Options} = Record <- read(Host, Name)],
    ok.
