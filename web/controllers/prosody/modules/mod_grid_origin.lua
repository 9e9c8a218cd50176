-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Who may open a WebSocket: pages of the origins listed, and programs that are no browsers. Without this check any web
-- site could talk to the server in the name of a visitor whose browser holds a certificate.
--   grid_origins = { "https://grid.example" }

local server = require "net.http.server";

module:set_global();

local origins = module:get_option_set("grid_origins", {});

module:wrap_object_event(server._events, false, function (handlers, event_name, event)
	local request = event and event.request;
	local headers = type(request) == "table" and request.headers;
	local by_page = headers and headers.upgrade and headers.origin;
	if by_page and event_name ~= "http-error" and not origins:contains(by_page:lower()) then
		module:log("warn", "WebSocket refused for a page of %s", by_page);
		return 403;
	end
	return handlers(event_name, event);
end);
