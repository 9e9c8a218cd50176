%% SPDX-License-Identifier: GPL-2.0-or-later
%%
%% Serves the application from the listener that also serves the WebSocket, since both must be one origin.
%% mod_http_fileserver can send neither precompressed files nor headers by file; this handler does, and nothing else:
%% GET and HEAD, no listings, no byte ranges.
-module(grid_files).
-export([process/2]).

-include_lib("kernel/include/file.hrl").
-include("ejabberd_http.hrl").

-define(SECURITY_HEADERS, [{<<"X-Content-Type-Options">>, <<"nosniff">>},
                           {<<"Referrer-Policy">>, <<"no-referrer">>},
                           {<<"Cross-Origin-Opener-Policy">>, <<"same-origin">>}]).
-define(CSP, ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self'",
              "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"]).
-define(ENCODINGS, [{<<"br">>, <<".br">>}, {<<"gzip">>, <<".gz">>}]). % best first

%% @doc The request handler's entry: "/: grid_files" in a listener.
process(Path, #request{method = Method} = Request) when Method == 'GET'; Method == 'HEAD' ->
    case is_safe(Path) of
        true -> answer(filename:join([mod_grid:opt(docroot) | Path]), Path, Request);
        false -> failure(404)
    end;
process(_, _) -> failure(405).

%% ejabberd_http has decoded the path and split it at slashes. Hidden files are nobody's business, but for RFC 8615.
is_safe(Path) -> lists:all(fun is_safe_part/1, Path).

is_safe_part(<<".well-known">>) -> true;
is_safe_part(<<".", _/binary>>) -> false;
is_safe_part(Part) -> binary:match(Part, [<<0>>, <<"\\">>, <<"/">>]) == nomatch.

answer(File, Path, #request{raw_path = RawPath} = Request) ->
    IsFolder = binary:last(hd(binary:split(RawPath, <<"?">>))) == $/,
    case file:read_file_info(File) of
        {ok, #file_info{type = directory}} when IsFolder ->
            Index = filename:join(File, <<"index.html">>),
            case filelib:is_regular(Index) of
                true -> send(Index, Request);
                false -> failure(404)
            end;
        {ok, #file_info{type = directory}} ->
            Location = iolist_to_binary([[[$/, uri_string:quote(Part)] || Part <- Path], $/]),
            {301, [{<<"Location">>, Location} | headers()], <<>>};
        {ok, #file_info{type = regular}} when not IsFolder -> send(File, Request);
        _ -> failure(404)
    end.

send(File, #request{headers = Headers}) ->
    {Encoding, Sent} = variant(File, accepted(Headers)),
    {ok, #file_info{size = Size, mtime = Time}} = file:read_file_info(Sent, [{time, posix}]),
    Tag = iolist_to_binary(io_lib:format("\"~.16b-~.16b~s\"", [Time, Size, [[$-, Encoding] || Encoding /= none]])),
    Out = [{<<"Content-Type">>, content_type(File)}, {<<"ETag">>, Tag}, {<<"Vary">>, <<"Accept-Encoding">>},
           {<<"Cache-Control">>, cache_control(filename:basename(File))}]
        ++ [{<<"Content-Encoding">>, Encoding} || Encoding /= none]
        ++ [{<<"Access-Control-Allow-Origin">>, <<"*">>} || is_host_meta(File)]
        ++ headers(),
    case has_tag(Tag, proplists:get_value('If-None-Match', Headers, <<>>)) of
        true -> {304, Out, <<>>};
        false -> {200, Out, {file, Sent}}
    end.

variant(File, Accepted) ->
    case [{Name, <<File/binary, Suffix/binary>>} || {Name, Suffix} <- ?ENCODINGS, lists:member(Name, Accepted),
                                                    filelib:is_regular(<<File/binary, Suffix/binary>>)] of
        [Best | _] -> Best;
        [] -> {none, File}
    end.

%% RFC 9110 §12.5.3; "q=0" is a no
accepted(Headers) ->
    [Name || Part <- binary:split(proplists:get_value('Accept-Encoding', Headers, <<>>), <<",">>, [global]),
             [Name | Weight] <- [[string:trim(P) || P <- binary:split(Part, <<";">>)]],
             not lists:any(fun(Q) -> re:run(Q, <<"^q\\s*=\\s*0(\\.0*)?$">>) /= nomatch end, Weight)].

has_tag(_, <<"*">>) -> true;
has_tag(Tag, Given) ->
    lists:member(Tag, [case string:trim(Part) of <<"W/", Strong/binary>> -> Strong; Plain -> Plain end
                       || Part <- binary:split(Given, <<",">>, [global])]).

%% name.0123abcd.js never changes; everything else is asked about every time
cache_control(Name) ->
    case re:run(Name, <<"\\.[0-9a-f]{8,}\\.[^.]+$">>) of
        {match, _} -> <<"public, max-age=31536000, immutable">>;
        nomatch -> <<"no-cache">>
    end.

content_type(File) ->
    case filename:extension(File) of
        <<".html">> -> <<"text/html; charset=utf-8">>;
        <<".css">> -> <<"text/css; charset=utf-8">>;
        <<".js">> -> <<"text/javascript; charset=utf-8">>;
        <<".mjs">> -> <<"text/javascript; charset=utf-8">>;
        <<".json">> -> <<"application/json">>;
        <<".wasm">> -> <<"application/wasm">>;
        <<".svg">> -> <<"image/svg+xml">>;
        <<".png">> -> <<"image/png">>;
        <<".ico">> -> <<"image/x-icon">>;
        <<".txt">> -> <<"text/plain; charset=utf-8">>;
        _ ->
            case is_host_meta(File) of
                true -> <<"application/xrd+xml">>;
                false -> <<"application/octet-stream">>
            end
    end.

%% XEP-0156 §4: any page may ask how to connect
is_host_meta(File) -> re:run(File, <<"/\\.well-known/host-meta(\\.json)?$">>) /= nomatch.

headers() -> [{<<"Content-Security-Policy">>, csp()} | ?SECURITY_HEADERS].

csp() ->
    Connect = lists:join($\s, [<<"connect-src 'self'">> | mod_grid:opt(connect)]),
    iolist_to_binary(lists:join("; ", ?CSP ++ [Connect])).

failure(Status) ->
    {Allow, Text} = case Status of
                        405 -> {[{<<"Allow">>, <<"GET, HEAD">>}], <<"Method not allowed\n">>};
                        404 -> {[], <<"Not found\n">>}
                    end,
    Plain = [{<<"Content-Type">>, <<"text/plain; charset=utf-8">>}, {<<"Cache-Control">>, <<"no-cache">>}],
    {Status, Plain ++ Allow ++ headers(), Text}.
