-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Serves the application from the port that also serves the WebSocket, since both must be one origin. mod_http_files
-- can send neither precompressed files nor security headers; this module does, and nothing else.
--   grid_files_dir = "/usr/share/grid-broker"
--   grid_connect = { "wss://grid.example" }

local stat = require "lfs".attributes;
local urldecode = require "util.http".urldecode;

module:depends("http");

local folder = module:get_option_path("grid_files_dir");
local connect = module:get_option_array("grid_connect", {});

local policy = table.concat({
	"default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self'", "base-uri 'none'",
	"form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
	"connect-src 'self'" .. (#connect > 0 and " " .. connect:concat(" ") or ""),
}, "; ");

local types = {
	html = "text/html; charset=utf-8", css = "text/css; charset=utf-8", js = "text/javascript; charset=utf-8",
	mjs = "text/javascript; charset=utf-8", json = "application/json", wasm = "application/wasm", svg = "image/svg+xml",
	png = "image/png", ico = "image/x-icon", txt = "text/plain; charset=utf-8",
};

local encodings = { { name = "br", suffix = ".br" }, { name = "gzip", suffix = ".gz" } }; -- best first

-- The path below the folder, or nil when it leads out of it or to a hidden file (RFC 8615's folder is none)
local function safe(path)
	local parts = {};
	for part in (path or ""):gmatch("[^/]+") do
		part = urldecode(part);
		if part:find("[/\\%z]") or part:sub(1, 1) == "." and part ~= ".well-known" then return; end
		parts[#parts + 1] = part;
	end
	return table.concat(parts, "/");
end

local function accepts(header, name)
	for part in (header or ""):gmatch("[^,]+") do
		local found, parameters = part:match("^%s*([^%s;]+)(.*)$");
		if found == name then return not parameters:match("q%s*=%s*0%.?0*%s*$"); end
	end
	return false;
end

local function variant(file, header)
	for _, encoding in ipairs(encodings) do
		if accepts(header, encoding.name) and stat(file .. encoding.suffix, "mode") == "file" then
			return file .. encoding.suffix, encoding.name;
		end
	end
	return file;
end

-- name.0123abcd.js never changes; everything else is asked about every time
local function cache_control(file)
	local digest = file:match("%.(%x+)%.[^./]+$");
	return digest and #digest >= 8 and not digest:find("%u") and "public, max-age=31536000, immutable" or "no-cache";
end

local function has_tag(given, tag)
	for part in (given or ""):gmatch("[^,%s]+") do
		if part == "*" or part:gsub("^W/", "") == tag then return true; end
	end
	return false;
end

local function serve(event, path)
	local request, headers = event.request, event.response.headers;
	headers.content_security_policy = policy;
	headers.x_content_type_options = "nosniff";
	headers.referrer_policy = "no-referrer";
	headers.cross_origin_opener_policy = "same-origin";

	local below = safe(path);
	local file = below and (below == "" and folder or folder .. "/" .. below);
	local mode = file and stat(file, "mode");
	local as_folder = request.path:sub(-1) == "/";
	if mode == "directory" and not as_folder then headers.location = request.path .. "/"; return 301; end
	if mode == "directory" then file = file .. "/index.html"; elseif mode == "file" and as_folder then return 404; end
	if not file or stat(file, "mode") ~= "file" then return 404; end

	local sent, encoding = variant(file, request.headers.accept_encoding);
	local about = stat(sent);
	local host_meta = file:match("/%.well%-known/host%-meta$") or file:match("/%.well%-known/host%-meta%.json$");
	headers.etag = ('"%x-%x%s"'):format(about.modification, about.size, encoding and "-" .. encoding or "");
	headers.cache_control = cache_control(file);
	headers.vary = "Accept-Encoding";
	headers.content_encoding = encoding;
	if host_meta then headers.access_control_allow_origin = "*"; end -- XEP-0156: any page may ask how to connect
	if has_tag(request.headers.if_none_match, headers.etag) then return 304; end

	headers.content_type = types[file:match("%.([^./]+)$") or ""]
		or host_meta and "application/xrd+xml" or "application/octet-stream";
	local handle = assert(io.open(sent, "rb"));
	local body = handle:read("*a");
	handle:close();
	return body;
end

module:provides("http", {
	name = "grid_files"; default_path = "/"; cors = { enabled = false };
	route = { ["GET /*"] = serve };
});
