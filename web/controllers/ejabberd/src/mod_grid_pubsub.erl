%% SPDX-License-Identifier: GPL-2.0-or-later
%%
%% Stands before mod_pubsub and takes the requests about collections that it does not know:
%%   <collection><associate/></collection> and <dissociate/>            XEP-0248 §7.5, §7.6
%%   options of a subscription to a collection, with or after <subscribe/>   XEP-0248 §6.1, XEP-0060 §6.3
%%   and whether somebody may put a node into a collection              XEP-0248 §7.2.3.2
%% Everything else goes through as it is.
-module(mod_grid_pubsub).
-behaviour(gen_mod).

-export([start/2, stop/1, reload/3, depends/2, mod_options/1, mod_doc/0]).
-export([decode_iq_subel/1, pubsub/1, owner/1, disco_info/1, filter_packet/1]).

-include("pubsub.hrl").
-include("xmpp.hrl").

%% namespace, our function, the one of mod_pubsub
-define(HANDLERS, [{?NS_PUBSUB, pubsub, process_pubsub},
                   {?NS_PUBSUB_OWNER, owner, process_pubsub_owner},
                   {?NS_DISCO_INFO, disco_info, process_disco_info}]).

start(Host, _Opts) ->
    grid_subscription:init(),
    {module, _} = code:ensure_loaded(node_grid), % mod_pubsub asks what it exports
    [gen_iq_handler:add_iq_handler(ejabberd_local, Service, Namespace, ?MODULE, Function)
     || Service <- services(Host), {Namespace, Function, _} <- ?HANDLERS],
    ejabberd_hooks:add(filter_packet, ?MODULE, filter_packet, 50).

stop(Host) ->
    [ejabberd_hooks:delete(filter_packet, ?MODULE, filter_packet, 50)
     || not gen_mod:is_loaded_elsewhere(Host, ?MODULE)],
    [gen_iq_handler:add_iq_handler(ejabberd_local, Service, Namespace, mod_pubsub, Function)
     || Service <- services(Host), {Namespace, _, Function} <- ?HANDLERS],
    ok.

reload(_Host, _New, _Old) -> ok.
depends(_Host, _Opts) -> [{mod_pubsub, hard}, {mod_grid, hard}].
mod_options(_Host) -> [].
mod_doc() -> #{}.

services(Host) -> gen_mod:get_module_opt_hosts(Host, mod_pubsub).

%% ejabberd's codec drops <collection/>, which it does not know; such a request is kept as it came
decode_iq_subel(Element) ->
    case fxml:get_subtag(Element, <<"collection">>) of
        false -> xmpp:decode(Element);
        #xmlel{} -> Element
    end.

%% What mod_pubsub cannot know of
disco_info(IQ) ->
    case mod_pubsub:process_disco_info(IQ) of
        #iq{type = result, sub_els = [#disco_info{features = Features} = Info]} = Answer ->
            More = [<<(?NS_PUBSUB)/binary, "#", Name/binary>> || Name <- more_features(Info)],
            Answer#iq{sub_els = [Info#disco_info{features = lists:usort(Features ++ More)}]};
        Answer -> Answer
    end.

more_features(#disco_info{node = <<>>}) -> [<<"multi-collection">>, <<"multi-collections">>];
more_features(#disco_info{identities = Identities}) ->
    [<<"subscription-options">> || #identity{type = <<"collection">>} <- Identities].

%% Events of the pubsub service, marked with the collection that they come from
filter_packet(#message{from = #jid{luser = <<>>}, sub_els = [#ps_event{} | _]} = Event) ->
    grid_subscription:mark(Event);
filter_packet(Packet) -> Packet.

%% --- http://jabber.org/protocol/pubsub -------------------------------------------------------------------------------

pubsub(#iq{type = set, to = To, sub_els = [#pubsub{subscribe = #ps_subscribe{} = Subscribe} = Request]} = IQ) ->
    #pubsub{options = Options} = Request,
    #ps_subscribe{node = Node, jid = Who} = Subscribe,
    case {collection(To, Node), Options} of
        {none, _} -> mod_pubsub:process_pubsub(IQ);
        {{ok, #pubsub_node{id = Nidx}}, #ps_options{xdata = #xdata{} = Form}} ->
            case grid_subscription:parse(Form) of
                {ok, Change} -> subscribe(IQ#iq{sub_els = [Request#pubsub{options = undefined}]}, Nidx, Who, Change);
                error -> invalid_options(IQ)
            end;
        {{ok, #pubsub_node{id = Nidx}}, _} -> subscribe(IQ, Nidx, Who, fun(Old) -> Old end)
    end;
pubsub(#iq{type = Type, to = To, sub_els = [#pubsub{options = #ps_options{jid = #jid{} = Who} = Options}]} = IQ) ->
    #ps_options{node = Node} = Options,
    case collection(To, Node) of
        {ok, #pubsub_node{id = Nidx}} -> subscription_options(Type, Nidx, Who, Options, IQ);
        none -> mod_pubsub:process_pubsub(IQ)
    end;
pubsub(#iq{type = set, sub_els = [#pubsub{create = Node, configure = {_, #xdata{} = Form}}]} = IQ)
  when is_binary(Node) ->
    unless_forbidden(may_link(IQ, Node, Form), IQ, fun mod_pubsub:process_pubsub/1);
pubsub(#iq{sub_els = [#xmlel{}]} = IQ) -> xmpp:make_error(IQ, xmpp:err_bad_request());
pubsub(IQ) -> mod_pubsub:process_pubsub(IQ).

%% Options of an earlier subscription say nothing about a new one.
subscribe(IQ, Nidx, Who, Change) ->
    Old = case is_subscribed(Nidx, Who) of
              true -> grid_subscription:options(Nidx, Who);
              false -> grid_subscription:default()
          end,
    Answer = mod_pubsub:process_pubsub(IQ),
    [grid_subscription:set_options(Nidx, Who, Change(Old)) || Answer#iq.type == result],
    Answer.

is_subscribed(Nidx, Who) ->
    {result, Subscriptions} = mnesia:activity(sync_dirty, fun() -> node_flat:get_subscriptions(Nidx, Who) end),
    lists:keymember(subscribed, 1, Subscriptions).

subscription_options(Type, Nidx, Who, Options, #iq{from = From} = IQ) ->
    Subscribed = is_subscribed(Nidx, Who),
    case jid:tolower(jid:remove_resource(From)) == jid:tolower(jid:remove_resource(Who)) of
        false -> xmpp:make_error(IQ, xmpp:err_forbidden(<<"Not your subscription">>, <<"en">>));
        true when not Subscribed ->
            xmpp:make_error(IQ, mod_pubsub:extended_error(xmpp:err_not_acceptable(), mod_pubsub:err_not_subscribed()));
        true when Type == get ->
            Form = grid_subscription:form(grid_subscription:options(Nidx, Who)),
            xmpp:make_iq_result(IQ, #pubsub{options = Options#ps_options{xdata = Form}});
        true ->
            case grid_subscription:parse(Options#ps_options.xdata) of
                error -> invalid_options(IQ);
                {ok, Change} ->
                    grid_subscription:set_options(Nidx, Who, Change(grid_subscription:options(Nidx, Who))),
                    xmpp:make_iq_result(IQ)
            end
    end.

invalid_options(IQ) ->
    xmpp:make_error(IQ, mod_pubsub:extended_error(xmpp:err_bad_request(), mod_pubsub:err_invalid_options())).

%% --- http://jabber.org/protocol/pubsub#owner -------------------------------------------------------------------------

owner(#iq{type = set, sub_els = [#xmlel{} = Element]} = IQ) ->
    Collection = fxml:get_subtag(Element, <<"collection">>),
    Node = fxml:get_tag_attr_s(<<"node">>, Collection),
    case [{Name, fxml:get_tag_attr_s(<<"node">>, Child)} || #xmlel{name = Name} = Child <- Collection#xmlel.children] of
        [{<<"associate">>, Child}] -> change_link(IQ, Node, Child, associate);
        [{<<"dissociate">>, Child}] -> change_link(IQ, Node, Child, dissociate);
        _ -> xmpp:make_error(IQ, xmpp:err_bad_request())
    end;
owner(#iq{sub_els = [#xmlel{}]} = IQ) -> xmpp:make_error(IQ, xmpp:err_bad_request());
owner(#iq{type = set, sub_els = [#pubsub_owner{configure = {Node, #xdata{type = submit} = Form}}]} = IQ) ->
    unless_forbidden(may_link(IQ, Node, Form), IQ, fun mod_pubsub:process_pubsub_owner/1);
owner(IQ) -> mod_pubsub:process_pubsub_owner(IQ).

change_link(#iq{to = #jid{lserver = Host}, from = From} = IQ, Node, Child, What) ->
    Change = fun() ->
        case {find(Host, Node), find(Host, Child)} of
            {#pubsub_node{} = Collection, #pubsub_node{} = Below} -> relink(What, Collection, Below, From);
            _ -> {error, xmpp:err_item_not_found()}
        end
    end,
    case mnesia:transaction(Change) of
        {atomic, ok} -> xmpp:make_iq_result(IQ);
        {atomic, {error, Error}} -> xmpp:make_error(IQ, Error);
        {aborted, _} -> xmpp:make_error(IQ, xmpp:err_internal_server_error())
    end.

relink(What, Collection, #pubsub_node{nodeid = {Host, Child}, parents = Parents} = Below, From) ->
    #pubsub_node{nodeid = {_, Node}} = Collection,
    May = case What of
              associate -> owns(Below, From) andalso may_add(Collection, From);
              dissociate -> owns(Below, From) orelse owns(Collection, From)
          end,
    case {What, lists:member(Node, Parents)} of
        _ when not May -> {error, xmpp:err_forbidden()};
        {dissociate, true} -> grid_graph:unlink(Host, Node, Child);
        {dissociate, false} -> {error, xmpp:err_bad_request()};
        {associate, true} -> ok;
        {associate, false} ->
            case grid_graph:check(Host, Child, grid_graph:is_collection(Below), [Node], []) of
                ok -> grid_graph:link(Host, Node, Child);
                Error -> Error
            end
    end.

%% --- who may put what where ----------------------------------------------------------------------------------------

unless_forbidden(true, IQ, Process) -> Process(IQ);
unless_forbidden(false, IQ, _) ->
    xmpp:make_error(IQ, xmpp:err_forbidden(<<"Not your collection or not your node">>, <<"en">>)).

%% A form may name parents and children: those that are new must let `From` do so. What does not exist is left to the
%% checks of grid_graph.
may_link(#iq{to = #jid{lserver = Host}, from = From}, Node, #xdata{fields = Fields}) ->
    Named = fun(Var) -> [V || #xdata_field{var = V0, values = Values} <- Fields, V0 == Var, V <- Values, V /= <<>>] end,
    mnesia:activity(sync_dirty, fun() ->
        Parents = lists:append([Now || #pubsub_node{parents = Now} <- [find(Host, Node)]]),
        NewParents = Named(<<"pubsub#collection">>) -- Parents,
        NewChildren = Named(<<"pubsub#children">>) -- grid_graph:child_names(Host, Node),
        lists:all(fun(Name) -> may(fun may_add/2, find(Host, Name), From) end, NewParents)
            andalso lists:all(fun(Name) -> may(fun owns/2, find(Host, Name), From) end, NewChildren)
    end).

may(_, none, _) -> true;
may(Right, Node, From) -> Right(Node, From).

%% pubsub#children_association_policy; a collection that says nothing belongs to its owners
may_add(#pubsub_node{options = Options} = Collection, From) ->
    owns(Collection, From) orelse
        case grid_graph:option(children_association_policy, Options, owners) of
            all -> true;
            whitelist ->
                Bare = jid:tolower(jid:remove_resource(From)),
                lists:any(fun(Jid) -> jid:tolower(jid:remove_resource(Jid)) == Bare end,
                          grid_graph:option(children_association_whitelist, Options, []));
            _ -> false
        end.

owns(#pubsub_node{id = Nidx}, From) -> node_flat:get_affiliation(Nidx, jid:tolower(From)) == {result, owner}.

find(Host, Node) -> case mnesia:read({pubsub_node, {Host, Node}}) of [Record] -> Record; [] -> none end.

collection(#jid{lserver = Host}, Node) ->
    case mnesia:dirty_read(pubsub_node, {Host, Node}) of
        [Record] -> case grid_graph:is_collection(Record) of true -> {ok, Record}; false -> none end;
        [] -> none
    end.
