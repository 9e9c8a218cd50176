%% SPDX-License-Identifier: GPL-2.0-or-later
%%
%% XMPP over WebSocket (RFC 7395) with SASL EXTERNAL. ejabberd's own handler, ejabberd_http_ws, knows no certificates;
%% this one stands between it and the socket (ejabberd_websocket), passes frames on, and until login is over
%%   - rewrites the offered mechanisms: EXTERNAL when the certificate is good, never PLAIN, never X-OAUTH2;
%%   - decides EXTERNAL itself and logs the account in with X-OAUTH2 and a token of its own that lives for a minute
%%     and never leaves this server.
-module(grid_ws).
-export([socket_handoff/3, start_link/1]).

-include("ejabberd_http.hrl").
-include("xmpp.hrl").
-include("logger.hrl").

-define(NS_SASL_FAILURE(Condition), <<"<failure xmlns='", ?NS_SASL/binary, "'><", Condition, "/></failure>">>).
-define(TOKEN_SECONDS, 60).
-define(REPLY_TIMEOUT, 15000).

%% in: the ejabberd_http_ws process; out: the ejabberd_websocket process; login: is it still going on
-record(state, {in, out, accounts = [], login = true, max_frame}).

%% @doc The request handler's entry: "/ws: grid_ws" in a listener.
socket_handoff(Path, Request, Opts) ->
    ejabberd_websocket:socket_handoff(Path, Request, Opts, ?MODULE, fun() -> #xmlel{name = <<"html">>} end).

start_link({#ws{} = Ws, Out}) ->
    {ok, proc_lib:spawn_link(fun() ->
        {ok, In} = ejabberd_http_ws:start_link({Ws, self()}),
        monitor(process, In),
        loop(#state{in = In, out = Out, accounts = accounts(Ws), max_frame = mod_grid:opt(max_frame)})
    end)}.

accounts(#ws{ip = {Address, _}} = Ws) ->
    case grid_cert:accounts(Ws) of
        {ok, Accounts} -> Accounts;
        none -> [];
        {refused, Why} ->
            ?WARNING_MSG("Client certificate from ~ts refused: ~ts", [misc:ip_to_list(Address), Why]),
            []
    end.

loop(#state{in = In, out = Out, max_frame = Max} = State) ->
    receive
        {received, Frame} when byte_size(Frame) > Max ->
            say(Out, <<"<stream:error xmlns:stream='", ?NS_STREAM/binary, "'>"
                       "<policy-violation xmlns='", ?NS_STREAMS/binary, "'/></stream:error>">>),
            exit(normal);
        {received, Frame} ->
            from_client(Frame, State),
            loop(State);
        {text_with_reply, Frame, In} ->
            {NewFrame, NewState} = to_client(Frame, State),
            say(Out, NewFrame),
            In ! {text_reply, self()},
            loop(NewState);
        {'DOWN', _, process, In, _} -> ok;
        Event when Event == closed; Event == ping; Event == pong -> In ! Event, loop(State);
        Order -> Out ! Order, loop(State) % shaper, ping
    end.

%% ejabberd_websocket answers when the frame is in the socket's buffer
say(Out, Frame) ->
    Out ! {text_with_reply, Frame, self()},
    receive {text_reply, Out} -> ok after ?REPLY_TIMEOUT -> exit(normal) end.

to_client(Frame, #state{login = false} = State) -> {Frame, State};
to_client(<<"<success", _/binary>> = Frame, State) -> {Frame, State#state{login = false}};
to_client(<<"<stream:features", _/binary>> = Frame, #state{accounts = Accounts} = State) ->
    #xmlel{children = Features} = Element = fxml_stream:parse_element(Frame),
    {fxml:element_to_binary(Element#xmlel{children = [offer(Feature, Accounts) || Feature <- Features]}), State};
to_client(Frame, State) -> {Frame, State}.

offer(#xmlel{name = <<"mechanisms">>, children = Mechanisms} = Feature, Accounts) ->
    External = [#xmlel{name = <<"mechanism">>, children = [{xmlcdata, <<"EXTERNAL">>}]} || Accounts /= []],
    Feature#xmlel{children = External ++ [M || M <- Mechanisms, not unwanted(fxml:get_tag_cdata(M))]};
offer(Feature, _) -> Feature.

unwanted(Mechanism) -> lists:member(Mechanism, [<<"PLAIN">>, <<"X-OAUTH2">>, <<"EXTERNAL">>]).

from_client(Frame, #state{login = true, in = In} = State) ->
    case fxml_stream:parse_element(Frame) of
        #xmlel{name = <<"auth">>} = Auth ->
            Mechanism = fxml:get_tag_attr_s(<<"mechanism">>, Auth),
            case unwanted(Mechanism) of
                true -> refuse_or_log_in(Mechanism, fxml:get_tag_cdata(Auth), State);
                false -> In ! {received, Frame}
            end;
        _ -> In ! {received, Frame}
    end;
from_client(Frame, #state{in = In}) -> In ! {received, Frame}.

refuse_or_log_in(<<"EXTERNAL">>, Text, #state{out = Out, accounts = Accounts} = State) ->
    case choose(authzid(Text), Accounts) of
        {ok, Account} -> log_in(Account, State);
        {error, Failure} -> say(Out, Failure)
    end;
refuse_or_log_in(_, _, #state{out = Out}) -> say(Out, ?NS_SASL_FAILURE("invalid-mechanism")).

%% RFC 6120 §6.4.2: "=" is an empty response; an absent one means the same here
authzid(<<>>) -> {ok, <<>>};
authzid(<<"=">>) -> {ok, <<>>};
authzid(Text) ->
    try jid:decode(base64:decode(Text)) of
        Jid -> {ok, jid:encode(jid:tolower(Jid))}
    catch _:_ -> error
    end.

%% XEP-0178 §2: one name needs no authorization identity, several do, and it must be one of them
choose(_, []) -> {error, ?NS_SASL_FAILURE("not-authorized")};
choose(error, _) -> {error, ?NS_SASL_FAILURE("invalid-authzid")};
choose({ok, <<>>}, [Account]) -> {ok, Account};
choose({ok, Authzid}, Accounts) ->
    case lists:member(Authzid, Accounts) of
        true -> {ok, Authzid};
        false -> {error, ?NS_SASL_FAILURE("invalid-authzid")}
    end.

log_in(Account, #state{in = In, out = Out}) ->
    #jid{luser = User} = jid:decode(Account),
    case ejabberd_oauth:oauth_issue_token(binary_to_list(Account), ?TOKEN_SECONDS, "sasl_auth") of
        {Token, _, _} ->
            Text = base64:encode(iolist_to_binary([0, User, 0, Token])),
            Attributes = [{<<"xmlns">>, ?NS_SASL}, {<<"mechanism">>, <<"X-OAUTH2">>}],
            ?INFO_MSG("Certificate login for ~ts", [Account]),
            Auth = #xmlel{name = <<"auth">>, attrs = Attributes, children = [{xmlcdata, Text}]},
            In ! {received, fxml:element_to_binary(Auth)};
        Error ->
            ?ERROR_MSG("No token for ~ts: ~p; ejabberd.yml must say 'oauth_access: all'", [Account, Error]),
            say(Out, ?NS_SASL_FAILURE("temporary-auth-failure"))
    end.
