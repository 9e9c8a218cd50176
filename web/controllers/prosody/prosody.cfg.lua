-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Prosody as the controller of an XMPP-Grid. Words between @ signs are filled in by web/controllers/launch.mjs, or by
-- you; README.md says what each part is for and how to take it over into the configuration of an existing server.

plugin_paths = { "@KIT@/modules" }
data_path = "@FOLDER@/data"
pidfile = "@FOLDER@/prosody.pid"
run_as_root = @AS_ROOT@ -- only for a process out of a folder, started by root
log = { info = "*console" }

admins = { @ADMINS@ } -- they own every topic; platforms (providers, consumers) must not be among them
modules_enabled = {
	"saslauth", "disco", "roster", "ping", "time", "version", "smacks", "pep", "posix",
	"http", "websocket", "grid_origin",
}
modules_disabled = { "s2s" }

-- How people log in: SCRAM-SHA-256 and, for a good certificate, EXTERNAL. Never PLAIN.
password_hash = "SHA-256"
disable_sasl_mechanisms = { "PLAIN", "DIGEST-MD5", "OAUTHBEARER" }
c2s_require_encryption = true

-- The door for browsers
c2s_ports = { }
c2s_direct_tls_ports = { }
http_ports = { @HTTP_PORTS@ }
http_interfaces = { "127.0.0.1" }
https_ports = { @HTTPS_PORTS@ }
https_interfaces = { "@ADDRESS@" }
https_ssl = {
	certificate = "@PKI@/server.crt", key = "@PKI@/server.key",
	cafile = "@CLIENT_CA@",    -- the authorities that issue client certificates, and after them their CRLs
	protocol = "tlsv1_2+",
	verify = { "peer" },       -- ask for a certificate, do not require it
	verifyext = { lsec_ignore_purpose = false, crl_check = @CRL_CHECK@ },
}
http_default_host = "@HOST@"
http_paths = { grid_files = "/", websocket = "/ws" }
trusted_proxies = { "127.0.0.1", "::1" }
grid_origins = { @ORIGINS@ }  -- pages that may open the WebSocket
grid_connect = { @CONNECT@ }  -- wss:// addresses beside its own that the page may connect to
grid_files_dir = "@DOCROOT@"  -- what wasm/build makes: build/dist

c2s_stanza_size_limit = 2 * 1024 * 1024
smacks_hibernation_time = 600

VirtualHost "@DOMAIN@"
	http_host = "@HOST@"         -- the name in the page's address; connections for other names are refused
	authentication = "grid"
	grid_proxy_secret = "@PROXY_SECRET@"
	modules_enabled = { "grid_files" }

-- storage: Prosody's file store writes a whole topic anew for each item, which takes minutes for thousands of items.
-- "memory" is quick and forgets everything at a restart: right for a demonstration. For a grid that lasts use "sql".
Component "pubsub.@DOMAIN@" "pubsub"
	storage = "@PUBSUB_STORAGE@"
	pubsub_max_items = 100000
	expose_publisher = true
