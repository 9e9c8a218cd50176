// SPDX-License-Identifier: AGPL-3.0-or-later
// The native WebSocket over real sockets and real TLS, against a server in the same loop.
#include "tests/native/websocket_transport.h"

#include <doctest/doctest.h>

#include "tests/native/certificates.h"
#include "tests/native/https_fetcher.h"
#include "tests/native/websocket_server.h"

using namespace native;
using websocket::Opcode;

namespace {

struct Recorder final : xmpp::TransportEvents {
  std::vector<std::string> log;
  int code = 0;
  void on_open(std::string_view subprotocol) override { log.push_back("open " + std::string(subprotocol)); }
  void on_text(std::string_view frame) override { log.emplace_back(frame); }
  void on_binary() override { log.push_back("binary"); }
  void on_closed(int with) override {
    log.push_back("closed");
    code = with;
  }
  bool ended() const { return code != 0; }
};

struct Fixture {
  EventLoop loop;
  Recorder told;
  WebSocketServer server;
  WebSocketTransport transport;
  explicit Fixture(std::optional<TlsServer> tls = {}, TlsClient client = {})
      : server(loop, std::move(tls)), transport(loop, {.tls = std::move(client)}) {}
  void open() {
    transport.connect(server.url(), told);
    REQUIRE(loop.run_until([&] { return told.log.size() == 1; }));
    REQUIRE(told.log[0] == "open xmpp");
  }
  void until_closed() {
    REQUIRE(loop.run_until([&] { return told.ended(); }));
  }
};

}  // namespace

TEST_CASE("WebSocket: text goes both ways, in order, whole") {
  Fixture f;
  f.server.on_message = [](WebSocketServer& server, const websocket::Message& message) {
    if (message.opcode == Opcode::text) server.send_text(message.payload);
  };
  f.open();
  const std::string large = "<x>" + std::string(3'000'000, 'y') + "</x>";
  f.transport.send("<a/>");
  f.transport.send(large);
  f.transport.send("<b/>");
  REQUIRE(f.loop.run_until([&] { return f.told.log.size() == 4; }));
  CHECK(f.told.log[1] == "<a/>");
  CHECK((f.told.log[2] == large));
  CHECK(f.told.log[3] == "<b/>");
  CHECK_FALSE(f.server.violation());
  CHECK(websocket::header(f.server.request(), "Origin") ==
        "http://" + f.server.url().substr(5, f.server.url().size() - 8));
}

TEST_CASE("WebSocket: a ping is answered with its own payload (RFC 6455 §5.5.3)") {
  Fixture f;
  f.open();
  f.server.send_raw(websocket::encode(Opcode::ping, "are you there", {}));
  REQUIRE(f.loop.run_until([&] { return !f.server.received().empty(); }));
  CHECK(f.server.received()[0].opcode == Opcode::pong);
  CHECK(f.server.received()[0].payload == "are you there");
  CHECK(f.told.log.size() == 1);
}

TEST_CASE("WebSocket: we close, the server answers, the end is told once") {
  Fixture f;
  f.server.on_message = [](WebSocketServer& server, const websocket::Message& message) {
    if (message.opcode == Opcode::close) server.send_raw(websocket::encode(Opcode::close, message.payload, {}));
  };
  f.open();
  f.transport.close();
  f.transport.send("<late/>");
  f.until_closed();
  CHECK(f.told.code == 1000);
  CHECK(f.transport.failure().empty());
  REQUIRE(f.server.received().size() == 1);
  CHECK(f.told.log == std::vector<std::string>{"open xmpp", "closed"});
}

TEST_CASE("WebSocket: a server that never answers the close frame is left after a while") {
  Fixture f;
  f.transport.options().close_timeout = xmpp::Milliseconds(20);
  f.open();
  f.transport.close();
  f.until_closed();
  CHECK(f.told.code == 1006);
}

TEST_CASE("WebSocket: the server's close code is told, and its close frame answered") {
  Fixture f;
  f.open();
  f.server.send_raw(websocket::encode(Opcode::close, websocket::close_payload(1001) + "bye", {}));
  f.until_closed();
  CHECK(f.told.code == 1001);
  REQUIRE(f.loop.run_until([&] { return !f.server.received().empty(); }));
  CHECK(f.server.received()[0].opcode == Opcode::close);
  CHECK(f.server.received()[0].payload == websocket::close_payload(1001));
}

TEST_CASE("WebSocket: a cut connection is 1006") {
  Fixture f;
  f.open();
  f.server.cut();
  f.until_closed();
  CHECK(f.told.code == 1006);
}

TEST_CASE("WS-04 a masked frame from the server fails the connection, and it is told why") {
  Fixture f;
  f.open();
  f.server.send_raw(websocket::encode(Opcode::text, "<a/>", websocket::new_mask()));
  f.until_closed();
  CHECK(f.told.code == 1006);
  CHECK(f.transport.failure() == "the server masked a frame");
  REQUIRE(f.loop.run_until([&] { return !f.server.received().empty(); }));
  CHECK(f.server.received()[0].payload == websocket::close_payload(1002));
}

TEST_CASE("WS-02 the selected subprotocol is told; another one than xmpp is never accepted") {
  Fixture f;
  SUBCASE("none") {
    f.server.subprotocol = "";
    f.transport.connect(f.server.url(), f.told);
    REQUIRE(f.loop.run_until([&] { return !f.told.log.empty(); }));
    CHECK(f.told.log[0] == "open ");
  }
  SUBCASE("another") {
    f.server.subprotocol = "mqtt";
    f.transport.connect(f.server.url(), f.told);
    f.until_closed();
    CHECK(f.told.code == 1006);
  }
}

TEST_CASE("WebSocket: what is no WebSocket at all is told with its own words") {
  Fixture f;
  SUBCASE("an ordinary page") {
    f.server.answer = "HTTP/1.1 404 Not Found\r\n\r\n";
    f.transport.connect(f.server.url(), f.told);
    f.until_closed();
    CHECK(f.transport.failure() == "the server answered: HTTP/1.1 404 Not Found");
  }
  SUBCASE("not a URL") {
    f.transport.connect("https://localhost/", f.told);
    CHECK(f.told.log.empty());  // never from inside the call
    f.until_closed();
    CHECK(f.transport.failure().starts_with("not a WebSocket URL"));
  }
  SUBCASE("nobody listens") {
    int port;
    {
      port = Listener(f.loop, [](int) {}).port();
    }
    f.transport.connect("ws://localhost:" + std::to_string(port) + "/", f.told);
    f.until_closed();
    CHECK(f.transport.failure().starts_with("cannot connect"));
  }
  CHECK(f.told.code == 1006);
}

TEST_CASE("WebSocket: abandon lets go without a word, also from inside a call") {
  Fixture f;
  f.open();
  f.transport.abandon();
  f.server.send_text("<late/>");
  f.transport.connect(f.server.url(), f.told);
  REQUIRE(f.loop.run_until([&] { return f.told.log.size() == 2; }));
  CHECK(f.told.log[1] == "open xmpp");

  struct Abandoning final : xmpp::TransportEvents {
    WebSocketTransport* transport = nullptr;
    int texts = 0;
    bool open = false;
    void on_open(std::string_view) override { open = true; }
    void on_text(std::string_view) override {
      ++texts;
      transport->abandon();
    }
    void on_binary() override { FAIL("after abandon"); }
    void on_closed(int) override { FAIL("after abandon"); }
  } told;
  told.transport = &f.transport;
  f.transport.connect(f.server.url(), told);
  REQUIRE(f.loop.run_until([&] { return told.open; }));
  f.server.send_text("1");
  f.server.send_text("2");
  REQUIRE(f.loop.run_until([&] { return f.server.gone(); }));
  CHECK(told.texts == 1);
}

TEST_CASE("WS-34 the certificate is checked for the host of the endpoint: three certificates") {
  Authority authority("Test CA"), stranger("Another CA");
  const auto connect = [](const std::string& server, TlsClient client) {
    Fixture f(TlsServer{server}, std::move(client));
    f.transport.connect(f.server.url(), f.told);
    REQUIRE(f.loop.run_until([&] { return !f.told.log.empty(); }));
    return f.told.log[0] == "open xmpp" ? "open" : f.transport.failure();
  };
  const TlsClient client{.ca_file = authority.ca_file()};
  CHECK(connect(authority.issue("endpoint", "DNS:localhost"), client) == "open");

  const auto for_domain = authority.issue("domain", "DNS:grid.example");
  CHECK(connect(for_domain, client) == "certificate refused: hostname mismatch");
  // XEP-0156 §2.2: valid for the XMPP domain is enough when host-meta named the endpoint.
  CHECK(connect(for_domain, {.ca_file = authority.ca_file(), .also_valid_for = {"grid.example"}}) == "open");

  CHECK(connect(authority.issue("other", "DNS:other.example"), client) == "certificate refused: hostname mismatch");
  CHECK(connect(stranger.issue("endpoint", "DNS:localhost"), client)
            .starts_with("certificate refused: unable to get local issuer"));
  CHECK(connect(authority.issue("endpoint", "DNS:localhost", -1), client) ==
        "certificate refused: certificate has expired");
}

TEST_CASE("HTTPS: a small answer is fetched, an endless one is not") {
  Authority authority("Test CA");
  EventLoop loop;
  std::string body = "<XRD/>";
  std::string asked;
  std::unique_ptr<Stream> connection;
  const TlsServer tls{authority.issue("server", "DNS:localhost")};
  Listener listener(loop, [&](int descriptor) {
    connection = std::make_unique<Stream>(loop, Stream::Events{[] {},
                                                               [&](std::string_view bytes) {
                                                                 asked += bytes;
                                                                 connection->write("HTTP/1.1 200 OK\r\n\r\n" + body);
                                                                 connection->finish();
                                                               },
                                                               [](const std::string&) {}});
    connection->accept(descriptor, &tls);
  });
  HttpsFetcher fetcher(loop, {.ca_file = authority.ca_file()});
  const auto get = [&](std::string url) {
    std::optional<xmpp::Result<xmpp::Fetched>> answer;
    xmpp::TaskScope scope;
    scope.spawn([](HttpsFetcher& from, std::string what, auto& into) -> xmpp::Task<void> {
      into = co_await from.get(what);
    }(fetcher, url, answer));
    REQUIRE(loop.run_until([&] { return answer.has_value(); }));
    return *answer;
  };
  const auto base = "https://localhost:" + std::to_string(listener.port());
  const auto fetched = get(base + "/.well-known/host-meta");
  REQUIRE(fetched.ok());
  CHECK(fetched->status == 200);
  CHECK(fetched->body == "<XRD/>");
  CHECK(asked.starts_with("GET /.well-known/host-meta HTTP/1.1\r\n"));
  body = std::string(HttpsFetcher::kLimit + 1, 'x');
  CHECK(get(base + "/").error().kind == xmpp::ErrorKind::transport);
  CHECK(get("http://localhost/").error().kind == xmpp::ErrorKind::transport);
}
