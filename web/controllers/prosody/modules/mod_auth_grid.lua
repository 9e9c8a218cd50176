-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- SASL EXTERNAL with the client certificate of the HTTPS (WebSocket) or TCP connection, or one forwarded by a proxy
-- that knows a secret, beside the stock SCRAM of internal_hashed:   authentication = "grid"
-- XEP-0178, RFC 6120 §13.7.1.4. Chain, dates and CRL are OpenSSL's work: see https_ssl in prosody.cfg.lua.

local new_sasl = require "util.sasl".new;
local jid_split = require "util.jid".prepped_split;
local load_cert = require "ssl.x509".load;
local urldecode = require "util.http".urldecode;
local hashes = require "util.hashes";
local usermanager = require "core.usermanager";

local subject_alt_name, id_on_xmpp_addr = "2.5.29.17", "1.3.6.1.5.5.7.8.5";
local proxy_secret = module:get_option_string("grid_proxy_secret"); -- nil: no proxy is believed

module:depends("auth_internal_hashed");
local stock;
for _, provider in ipairs(module:get_host_items("auth-provider")) do
	if provider.name == "internal_hashed" then stock = provider; end
end

local function refused(session, why)
	session.log("warn", "Client certificate refused: %s", why);
end

-- The certificate of our own TLS, when OpenSSL found nothing wrong with it
local function direct_certificate(session)
	local socket = session.conn:socket();
	local cert = socket.getpeercertificate and socket:getpeercertificate();
	if not cert then return; end
	local ok, errors = socket:getpeerverification();
	if ok then return cert; end
	for depth, list in pairs(errors or {}) do
		local why = type(list) == "table" and table.concat(list, ", ") or list;
		refused(session, ("%s (certificate %s of the chain)"):format(why, depth));
	end
end

local function knows_secret(given)
	-- digests are compared, so that the time it takes says nothing about the secret
	return proxy_secret and proxy_secret ~= "" and given and hashes.sha256(given) == hashes.sha256(proxy_secret);
end

-- The certificate that the proxy in front has verified
local function forwarded_certificate(session)
	local headers = session.websocket_request and session.websocket_request.headers;
	local verdict = headers and headers.x_ssl_client_verify;
	if not verdict or verdict == "NONE" then return; end
	if not knows_secret(headers.x_grid_proxy_secret) then
		return refused(session, "certificate headers from somebody who does not know the proxy's secret");
	end
	if verdict ~= "SUCCESS" then return refused(session, "the proxy says " .. verdict); end
	local ok, cert = pcall(load_cert, urldecode(headers.x_ssl_client_cert or ""));
	if ok and cert and cert:validat(os.time()) then return cert; end
	refused(session, "the proxy forwarded something that is no valid certificate");
end

-- The accounts of this host that the certificate names
local function accounts(cert)
	local names, found = cert:extensions()[subject_alt_name], {};
	for _, address in ipairs(names and names[id_on_xmpp_addr] or {}) do
		local user, host = jid_split(address);
		if user and host == module.host and usermanager.user_exists(user, host) then found[#found + 1] = user; end
	end
	return found;
end

local provider = {};
for name, value in pairs(stock) do provider[name] = value; end
provider.name = "grid";

function provider.get_sasl_handler(session)
	local handler = stock.get_sasl_handler(session);
	if not session or not session.secure then return handler; end
	local own_tls = session.conn and session.conn:ssl();
	local cert = (own_tls and direct_certificate or forwarded_certificate)(session);
	local users = cert and accounts(cert) or {};
	if cert and #users == 0 then refused(session, "it names no account of this server"); end
	if #users == 0 then return handler; end

	local profile = {};
	for name, value in pairs(handler.profile) do
		if name ~= "mechanisms" and name ~= "cb" then profile[name] = value; end -- caches of the other handler
	end
	-- One name needs no authorization identity, several do, and it must be one of them (XEP-0178 §2)
	function profile.external(authzid)
		if authzid == "" then
			if #users == 1 then return users[1], true; end
			return;
		end
		local user, host, resource = jid_split(authzid);
		for _, named in ipairs(users) do
			if user == named and host == module.host and not resource then return named, true; end
		end
	end
	return new_sasl(module.host, profile);
end

module:provides("auth", provider);
