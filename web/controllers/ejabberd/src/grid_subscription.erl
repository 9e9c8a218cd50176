%% SPDX-License-Identifier: GPL-2.0-or-later
%%
%% Subscriptions to collections: which notifications of the nodes below they are for (XEP-0248 §6.1).
%%   pubsub#subscription_type    items, nodes or all
%%   pubsub#subscription_depth   a number of levels, or all
%% mod_pubsub has code for these options that cannot work (it decodes them twice and reads them back in a form that it
%% does not expect), so they are kept and applied here.
-module(grid_subscription).
-export([init/0, above/2, mark/1, options/2, default/0, set_options/3, forget/1, form/1, parse/1]).

-include("pubsub.hrl").
-include("xmpp.hrl").

-record(grid_subscription, {key :: {pos_integer(), jid:ljid()}, % node, subscriber
                            type = all :: items | nodes | all,
                            depth = all :: pos_integer() | 0 | all}).

-define(VIA, {?MODULE, via}).
-define(FORM_TYPE, <<"http://jabber.org/protocol/pubsub#subscribe_options">>).

init() ->
    ejabberd_mnesia:create(?MODULE, grid_subscription,
                           [{disc_copies, [node()]}, {attributes, record_info(fields, grid_subscription)}]).

options(Nidx, Subscriber) ->
    case mnesia:dirty_read(grid_subscription, {Nidx, jid:tolower(Subscriber)}) of
        [#grid_subscription{type = Type, depth = Depth}] -> {Type, Depth};
        [] -> default()
    end.

default() -> {mod_grid:opt(subscription_type), mod_grid:opt(subscription_depth)}.

set_options(Nidx, Subscriber, {Type, Depth}) ->
    mnesia:dirty_write(#grid_subscription{key = {Nidx, jid:tolower(Subscriber)}, type = Type, depth = Depth}).

%% @doc For a node that is deleted, since mod_pubsub gives its index to another.
forget(Nidx) ->
    [mnesia:delete({grid_subscription, Key})
     || #grid_subscription{key = Key} <- mnesia:match_object(#grid_subscription{key = {Nidx, '_'}, _ = '_'})],
    ok.

%% @doc The subscribers of the collections above a node that are deep enough and not subscribed to the node itself, as
%% the id of a made-up node. What a notification has to tell them is known only when it is sent (mark/1); mod_pubsub
%% does that in this same process and carries nothing along, so it waits in the process dictionary.
above(Host, #pubsub_node{nodeid = {Host, Node}, id = Nidx}) ->
    {result, Direct} = node_flat:get_node_subscriptions(Nidx),
    Via = [Entry || {Who, _} = Entry <- collections(Host, Node), not lists:keymember(Who, 1, Direct)],
    put(?VIA, {Host, Node, Via}),
    {subscribers, [{Who, subscribed, <<>>} || Who <- lists:usort([Who || {Who, _} <- Via])]}.

%% {subscriber, {collection, type}} for every subscription that is deep enough
collections(Host, Node) ->
    [{Who, {Collection, Type}}
     || {Level, #pubsub_node{nodeid = {_, Collection}, id = Nidx}} <- grid_graph:levels_above(Host, Node),
        {result, Subscriptions} <- [node_flat:get_node_subscriptions(Nidx)],
        {Who, subscribed, _} <- Subscriptions,
        {Type, Depth} <- [options(Nidx, jid:make(Who))],
        Depth == all orelse Level =< Depth].

%% @doc A notification on its way out: unchanged for who is subscribed to the node itself; for others with the
%% collections it comes from (XEP-0248 §5.3.1, XEP-0131), or drop when their subscriptions want no events of its kind.
-spec mark(#message{}) -> #message{} | drop.
mark(#message{from = #jid{lserver = Host}, to = To, sub_els = [#ps_event{} = Event | _]} = Message) ->
    {Node, Kind} = about(Event),
    case get(?VIA) of
        {Host, Node, Via} ->
            case [Subscription || {Who, Subscription} <- Via, Who == jid:tolower(To)] of
                [] -> Message;
                Subscriptions ->
                    with_collections(Message, [C || {C, Type} <- Subscriptions, Type == all orelse Type == Kind])
            end;
        _ -> Message
    end.

with_collections(_, []) -> drop;
with_collections(Message, Collections) ->
    xmpp:set_subtag(Message, #shim{headers = [{<<"Collection">>, Name} || Name <- lists:usort(Collections)]}).

about(#ps_event{items = #ps_items{node = Node}}) -> {Node, items};
about(#ps_event{purge = Node}) when is_binary(Node) -> {Node, items};
about(#ps_event{create = Node}) when is_binary(Node) -> {Node, nodes};
about(#ps_event{delete = {Node, _}}) -> {Node, nodes};
about(#ps_event{configuration = {Node, _}}) -> {Node, nodes};
about(_) -> {none, none}.

%% @doc The options as a form to fill in.
form({Type, Depth}) ->
    DepthText = case Depth of all -> <<"all">>; _ -> integer_to_binary(Depth) end,
    #xdata{type = form, fields = [
        #xdata_field{var = <<"FORM_TYPE">>, type = hidden, values = [?FORM_TYPE]},
        choice(<<"pubsub#subscription_type">>, <<"What to be notified of">>, atom_to_binary(Type),
               [{<<"items">>, <<"Items">>}, {<<"nodes">>, <<"Nodes">>}, {<<"all">>, <<"Items and nodes">>}]),
        choice(<<"pubsub#subscription_depth">>, <<"How many levels below the collection">>, DepthText,
               [{<<"1">>, <<"Its children">>}, {<<"all">>, <<"Everything below it">>}])]}.

choice(Var, Label, Value, Options) ->
    #xdata_field{var = Var, type = 'list-single', label = Label, values = [Value],
                 options = [#xdata_option{value = V, label = L} || {V, L} <- Options]}.

%% @doc The options that a submitted form sets, or error.
-spec parse(#xdata{}) -> {ok, fun((Old) -> Old)} | error when Old :: {items | nodes | all, non_neg_integer() | all}.
parse(#xdata{fields = Fields}) ->
    try lists:foldl(fun field/2, {keep, keep}, Fields) of
        {Type, Depth} -> {ok, fun({OldType, OldDepth}) -> {new(Type, OldType), new(Depth, OldDepth)} end}
    catch _:_ -> error
    end.

new(keep, Old) -> Old;
new(New, _) -> New.

field(#xdata_field{var = <<"pubsub#subscription_type">>, values = [Value]}, {_, Depth}) ->
    {maps:get(Value, #{<<"items">> => items, <<"nodes">> => nodes, <<"all">> => all}), Depth};
field(#xdata_field{var = <<"pubsub#subscription_depth">>, values = [<<"all">>]}, {Type, _}) -> {Type, all};
field(#xdata_field{var = <<"pubsub#subscription_depth">>, values = [Value]}, {Type, _}) ->
    Depth = binary_to_integer(Value),
    true = Depth >= 0,
    {Type, Depth};
field(_, Options) -> Options.
