%% SPDX-License-Identifier: GPL-2.0-or-later
%%
%% For demonstrations and tests: accounts from ejabberd.yml, made when the server starts, so that no second program
%% has to talk to it. Not for production, where a configuration file is no place for passwords.
-module(mod_grid_accounts).
-behaviour(gen_mod).

-export([start/2, stop/1, reload/3, depends/2, mod_opt_type/1, mod_options/1, mod_doc/0, ejabberd_started/0]).

%% Modules start before the account database does.
start(_Host, _Opts) -> ejabberd_hooks:add(ejabberd_started, ?MODULE, ejabberd_started, 50).
stop(_Host) -> ejabberd_hooks:delete(ejabberd_started, ?MODULE, ejabberd_started, 50).
reload(Host, New, _Old) -> set_all(Host, gen_mod:get_opt(accounts, New)).

ejabberd_started() ->
    [set_all(Host, gen_mod:get_module_opt(Host, ?MODULE, accounts))
     || Host <- ejabberd_option:hosts(), gen_mod:is_loaded(Host, ?MODULE)],
    ok.

set_all(Host, Accounts) -> [set(User, Host, Password) || {User, Password} <- Accounts].
depends(_Host, _Opts) -> [].

set(User, Host, Password) ->
    case ejabberd_auth:try_register(User, Host, Password) of
        {error, exists} -> ejabberd_auth:set_password(User, Host, Password);
        Other -> Other
    end.

mod_opt_type(accounts) -> econf:map(econf:user(), econf:binary(), [unique]).
mod_options(_Host) -> [{accounts, []}].
mod_doc() -> #{}.
