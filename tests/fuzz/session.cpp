// SPDX-License-Identifier: AGPL-3.0-or-later
// A hostile controller against the whole client. Inputs are plays (tests/unit/play.h) of which only the acts count, so
// tests/scripts is the corpus:
//
//   fuzz_session -dict=tests/fuzz/session.dict NEW_FINDS tests/scripts
//
// Checked beside memory and undefined behaviour: the client sends nothing that its own gate refuses, nothing after
// <close/>, answers every request exactly once, and is offline after logging out.
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>

#include "tests/native/fake_clock.h"
#include "tests/native/fake_fetcher.h"
#include "tests/native/fake_transport.h"
#include "tests/native/icu_unicode.h"
#include "tests/native/seeded_random.h"
#include "xmpp/client.h"
#include "xmpp/xep/approval.h"
#include "xmpp/xep/pubsub_event.h"

namespace {

using namespace xmpp;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

// Constant effort, whatever the iteration count.
class CheapCrypto final : public Crypto {
 public:
  Task<Result<Bytes>> digest(Hash hash, Bytes data) override { co_return mixed(hash, data); }
  Task<Result<Bytes>> hmac(Hash hash, Bytes key, Bytes data) override {
    data.insert(data.end(), key.begin(), key.end());
    co_return mixed(hash, data);
  }
  Task<Result<Bytes>> pbkdf2(Hash hash, Bytes password, Bytes salt, std::uint32_t) override {
    password.insert(password.end(), salt.begin(), salt.end());
    co_return mixed(hash, password);
  }

 private:
  static Bytes mixed(Hash hash, const Bytes& data) {
    Bytes out(hash == Hash::sha1 ? 20 : hash == Hash::sha256 ? 32 : 64);
    for (std::size_t i = 0; i < data.size(); ++i) out[i % out.size()] += static_cast<std::uint8_t>(data[i] * 31 + i);
    return out;
  }
};

// What listeners of the application read.
void read_news(const Element& message) {
  auto events = pubsub::parse_events(message);
  require(events.empty() || message["type"] != "error", "an error is no news");
  for (const auto& event : events)
    require(event.kind != pubsub::Event::Kind::deleted || !event.node.empty(), "what is deleted has a name");
  if (auto request = approval::parse(message))
    require(check_frame(approval::answer(*request, approval::Decision::approve).to_string()).ok(),
            "an answer passes our own gate");
}

class Stage {
 public:
  Stage() {
    client_.on_message([this](const Stanza& stanza) {
      require(!stanza.from.empty(), "a message has a sender");
      read_news(stanza.element);
      if (stanza.element["type"] == "chat") client_.log_out();  // whoever listens may do anything
    });
  }

  void line(std::string_view text) {
    if (take(text, "S: ")) return server_says(text);
    if (take(text, "C: ")) return client_says(text);
    if (take(text, "advance ")) return clock_.advance(Milliseconds(1000 * number(text)));
    if (take(text, "socket opens")) return transport_.open(take(text, " ") ? text : "xmpp");
    if (take(text, "socket closes")) return transport_.end();
    if (take(text, "log in")) return log_in(text);
    if (take(text, "log out")) return client_.log_out();
    if (take(text, "reconnect")) return client_.reconnect_now();
    if (take(text, "ask ")) return ask(text);
    if (take(text, "endpoint ")) endpoint_ = text;
    if (take(text, "domain ")) domain_ = text;
  }

  void end() {
    client_.log_out();
    clock_.advance(Milliseconds(10'000));
    while (!transport_.take().empty()) {
    }
    require(client_.status().phase == Phase::offline, "offline after logging out");
    require(answered_ == asked_, "every request is answered once");
  }

 private:
  static bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
  }
  static int number(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::clamp(value, 0, 1000);
  }

  void log_in(std::string_view how) {
    LoginRequest request{.domain = domain_, .endpoint = endpoint_, .login = CertificateLogin{}};
    if (take(how, " as ")) request.login = PasswordLogin{std::string(how.substr(0, how.find(' '))), "demo"};
    client_.log_in(std::move(request));
  }

  void ask(std::string_view text) {
    if (asked_ > 100) return;
    auto run = [](Stage& stage, Iq iq) -> Task<void> {
      auto answer = co_await stage.client_.ask(std::move(iq));
      ++stage.answered_;
      require(answer.ok() || !answer.error().condition.empty(), "an error has a condition");
    };
    ++asked_;
    bool set = text.find(" set ") != text.npos, account = text.find(" account ") != text.npos;
    tasks_.spawn(run(*this, {.type = set ? IqType::set : IqType::get,
                             .to = account ? Jid() : *Jid::split("pubsub.localhost"),
                             .payload = Xml("query", "urn:test")}));
  }

  // Follows what the client sends; keeps its id under the name that the play gives it.
  void client_says(std::string_view expected) {
    std::string frame = transport_.take();
    if (frame.empty()) return;
    auto document = parse_frame(frame);
    require(document.ok(), "the client sends what its own gate accepts");
    auto open = expected.find("id=\"{"), close = expected.find('}');
    if (open != expected.npos && close != expected.npos && close > open + 5) {
      ids_[std::string(expected.substr(open + 4, close - open - 3))] = document->root()["id"];
    }
  }

  void server_says(std::string_view text) {
    if (text == "binary") return transport_.receive_binary();
    std::string frame(text);
    for (const auto& [mark, id] : ids_) {
      if (auto at = frame.find(mark); at != frame.npos) frame.replace(at, mark.size(), id);
    }
    transport_.receive(frame);
  }

  // Nothing may follow <close/> on the same connection.
  class WatchedTransport final : public Transport {
   public:
    explicit WatchedTransport(native::FakeTransport& inner) : inner_(inner) {}
    void connect(std::string_view url, TransportEvents& events) override {
      closed_ = false;
      require(url.starts_with("wss://"), "only encrypted endpoints");
      inner_.connect(url, events);
    }
    void send(std::string_view frame) override {
      require(!closed_, "nothing is sent after <close/>");
      require(check_frame(frame).ok(), "every frame passes our own gate");
      closed_ = frame.starts_with("<close ");
      inner_.send(frame);
    }
    void close() override { inner_.close(); }
    void abandon() override { inner_.abandon(); }

   private:
    native::FakeTransport& inner_;
    bool closed_ = false;
  };

  native::FakeClock clock_;
  native::FakeTransport transport_;
  WatchedTransport watched_{transport_};
  native::FakeFetcher fetcher_;
  native::IcuUnicode unicode_;
  CheapCrypto crypto_;
  native::SeededRandom random_;
  Client client_{Outside{watched_, clock_, random_, crypto_, unicode_, fetcher_}};
  std::string domain_ = "localhost", endpoint_ = "wss://localhost/ws";
  std::map<std::string, std::string> ids_;
  int asked_ = 0, answered_ = 0;
  TaskScope tasks_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  Stage stage;
  while (!text.empty()) {
    auto end = std::min(text.find('\n'), text.size());
    stage.line(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  stage.end();
  return 0;
}
