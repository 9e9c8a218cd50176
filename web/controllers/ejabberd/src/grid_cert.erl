%% SPDX-License-Identifier: GPL-2.0-or-later
%%
%% Which accounts may the holder of this connection's client certificate log in to? XEP-0178, RFC 6120 §13.7.1.4.
%% The certificate comes from our own TLS (grid_https) or, on a connection without TLS, from a proxy in front that
%% knows the secret: "X-Grid-Proxy-Secret", "X-SSL-Client-Verify: SUCCESS", "X-SSL-Client-Cert" (PEM, percent-encoded).
-module(grid_cert).
-export([accounts/1]).

-include_lib("public_key/include/public_key.hrl").
-include("ejabberd_http.hrl").
-include("xmpp.hrl").

-define(ID_ON_XMPP_ADDR, {1, 3, 6, 1, 5, 5, 7, 8, 5}).

%% @doc The bare JIDs of existing accounts that a valid certificate names; none: no certificate was shown.
-spec accounts(#ws{}) -> {ok, [binary()]} | none | {refused, iodata()}.
accounts(Ws) ->
    case certificate(Ws) of
        {ok, Cert} ->
            case first_error([fun() -> dates(Cert) end,
                              fun() -> grid_crl:check(Cert, mod_grid:opt(ca_file), mod_grid:opt(crl_file)) end]) of
                ok -> named(Cert);
                {error, Why} -> {refused, Why}
            end;
        Other -> Other
    end.

certificate(#ws{sockmod = fast_tls, socket = Socket}) ->
    case fast_tls:get_peer_certificate(Socket, otp) of
        {ok, Cert} ->
            case fast_tls:get_verify_result(Socket) of
                0 -> {ok, Cert};
                Code -> {refused, fast_tls:get_cert_verify_string(Code, Cert)}
            end;
        _ -> none
    end;
certificate(#ws{headers = Headers}) ->
    Header = fun(Name) -> proplists:get_value(Name, Headers, <<>>) end,
    KnowsSecret = secret_matches(Header(<<"X-Grid-Proxy-Secret">>), mod_grid:opt(proxy_secret)),
    case {KnowsSecret, Header(<<"X-Ssl-Client-Verify">>)} of
        {true, <<"SUCCESS">>} -> decode(Header(<<"X-Ssl-Client-Cert">>));
        {true, <<"NONE">>} -> none;
        {true, Verdict} -> {refused, ["the proxy says ", Verdict]};
        {false, <<>>} -> none;
        {false, _} -> {refused, "certificate headers from somebody who does not know the proxy's secret"}
    end.

secret_matches(_, <<>>) -> false;
secret_matches(Said, Secret) -> crypto:hash_equals(crypto:hash(sha256, Said), crypto:hash(sha256, Secret)).

decode(Escaped) ->
    try public_key:pem_decode(uri_string:percent_decode(Escaped)) of
        [{'Certificate', Der, not_encrypted} | _] -> {ok, public_key:pkix_decode_cert(Der, otp)};
        _ -> {refused, "the proxy sent no certificate"}
    catch _:_ -> {refused, "the proxy sent something that is no certificate"}
    end.

%% A connection may be older than the end of its certificate.
dates(#'OTPCertificate'{tbsCertificate = #'OTPTBSCertificate'{validity = Validity}}) ->
    #'Validity'{notBefore = From, notAfter = To} = Validity,
    Now = grid_time:now(),
    case {grid_time:seconds(From) =< Now, Now =< grid_time:seconds(To)} of
        {true, true} -> ok;
        {false, _} -> {error, "it is not valid yet"};
        {_, false} -> {error, "it has expired"}
    end.

named(Cert) ->
    case lists:usort([Account || Address <- addresses(Cert), {ok, Account} <- [account(Address)]]) of
        [] -> {refused, "it names no account of this server"};
        Accounts -> {ok, Accounts}
    end.

addresses(#'OTPCertificate'{tbsCertificate = #'OTPTBSCertificate'{extensions = Extensions}}) when is_list(Extensions) ->
    [Value || #'Extension'{extnID = ?'id-ce-subjectAltName', extnValue = Names} <- Extensions, is_list(Names),
              {otherName, {'AnotherName', ?ID_ON_XMPP_ADDR, Encoded}} <- Names,
              {ok, Value} <- [catch 'XmppAddr':decode('XmppAddr', Encoded)]];
addresses(_) -> [].

account(Address) ->
    try jid:decode(iolist_to_binary(Address)) of
        #jid{luser = User, lserver = Domain} = Jid when User /= <<>> ->
            case lists:member(Domain, ejabberd_option:hosts()) andalso ejabberd_auth:user_exists(User, Domain) of
                true -> {ok, jid:encode(jid:remove_resource(jid:tolower(Jid)))};
                false -> none
            end;
        _ -> none
    catch _:_ -> none
    end.

first_error([]) -> ok;
first_error([Check | Rest]) ->
    case Check() of
        ok -> first_error(Rest);
        Error -> Error
    end.
