%% SPDX-License-Identifier: GPL-2.0-or-later
%%
%% The options that the other grid modules read, in one place of ejabberd.yml ("modules: mod_grid: …"), so that
%% ejabberd checks them when it starts and `ejabberdctl reload_config` changes them.
-module(mod_grid).
-behaviour(gen_mod).

-export([start/2, stop/1, reload/3, depends/2, mod_opt_type/1, mod_options/1, mod_doc/0]).
-export([opt/1]).

%% @doc The value of one option. The modules serve the whole listener, so the first host's options count.
opt(Key) -> gen_mod:get_module_opt(ejabberd_config:get_myname(), ?MODULE, Key).

start(_Host, _Opts) -> ok.
stop(_Host) -> ok.
reload(_Host, _New, _Old) -> ok.
depends(_Host, _Opts) -> [].

%% Files are named as text and looked at when they are needed: a CRL that is missing for a moment must refuse
%% certificates, not keep the server from starting.
mod_opt_type(docroot) -> econf:binary();
mod_opt_type(connect) -> econf:list(econf:binary());
mod_opt_type(ca_file) -> econf:binary();
mod_opt_type(crl_file) -> econf:either(none, econf:binary());
mod_opt_type(proxy_secret) -> econf:binary();
mod_opt_type(max_frame) -> econf:pos_int(infinity);
mod_opt_type(subscription_type) -> econf:enum([items, nodes, all]);
mod_opt_type(subscription_depth) -> econf:either(all, econf:non_neg_int()).

mod_options(_Host) ->
    [{docroot, <<"/usr/share/grid-broker">>}, % what grid_files serves
     {connect, []},                           % origins beside its own that the page may connect to (CSP connect-src)
     {ca_file, <<"/etc/ejabberd/ca.crt">>},   % the authorities that issue client certificates, PEM
     {crl_file, <<"/etc/ejabberd/ca.crl">>},  % their revocation lists, PEM; none: nobody is ever revoked
     {proxy_secret, <<>>},                    % what grid_ws wants to hear from a proxy; empty: no proxy is believed
     {max_frame, 2097152},                    % bytes of one WebSocket message from a client
     {subscription_type, all},                % of subscriptions to collections that do not say: items, nodes, all
     {subscription_depth, all}].              % likewise: a number of levels, or all

mod_doc() -> #{}.
