%% SPDX-License-Identifier: GPL-2.0-or-later
%%
%% An HTTPS listener that asks the client for a certificate. ejabberd_http has verify_none built in, so this module
%% starts TLS itself and hands the connection over. A certificate is asked for, not required: who has none can still
%% load the page and log in with SCRAM. What the certificate is worth is decided in grid_cert, at login.
-module(grid_https).
-behaviour(ejabberd_listener).

-export([start/3, start_link/3, accept/1, init/2, listen_options/0, listen_opt_type/1]).

-define(TLS_OPTIONS, [cafile, ciphers, dhfile, protocol_options]).

start(_SockMod, Socket, Opts) -> {ok, proc_lib:spawn(?MODULE, init, [Socket, Opts])}.
start_link(_SockMod, Socket, Opts) -> {ok, proc_lib:spawn_link(?MODULE, init, [Socket, Opts])}.
accept(_Pid) -> ok.

init(Socket, Opts) ->
    inet:setopts(Socket, [{recbuf, 65536}]),
    {ok, CertFile} = ejabberd_pkix:get_certfile(ejabberd_config:get_myname()),
    Given = [Opt || {Key, Value} = Opt <- Opts, Value /= undefined, lists:member(Key, ?TLS_OPTIONS)],
    {ok, TlsSocket} = fast_tls:tcp_to_tls(Socket, [{certfile, CertFile}, compression_none | Given]),
    ejabberd_http:init(fast_tls, TlsSocket, lists:keystore(tls, 1, Opts, {tls, false})).

listen_options() -> ejabberd_http:listen_options().
listen_opt_type(Option) -> ejabberd_http:listen_opt_type(Option).
