%% SPDX-License-Identifier: GPL-2.0-or-later
%%
%% Times as certificates and CRLs write them (RFC 5280 §4.1.2.5), as seconds that can be compared.
-module(grid_time).
-export([now/0, seconds/1]).

now() -> calendar:datetime_to_gregorian_seconds(calendar:universal_time()).

%% Two digits of a year: 50 and above are 19xx.
seconds({utcTime, [Y1, Y2 | Rest]}) ->
    Century = case list_to_integer([Y1, Y2]) of Year when Year >= 50 -> "19"; _ -> "20" end,
    seconds({generalTime, Century ++ [Y1, Y2 | Rest]});
seconds({generalTime, Text}) ->
    {ok, [Year, Month, Day, Hour, Minute, Second], "Z"} = io_lib:fread("~4d~2d~2d~2d~2d~2d", Text),
    calendar:datetime_to_gregorian_seconds({{Year, Month, Day}, {Hour, Minute, Second}}).
