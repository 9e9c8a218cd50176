// SPDX-License-Identifier: AGPL-3.0-or-later
#include "play.h"

#include <deque>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>

#include "tests/native/fake_clock.h"
#include "tests/native/fake_fetcher.h"
#include "tests/native/fake_transport.h"
#include "tests/native/seeded_random.h"
#include "tests/unit/support/platform.h"
#include "tests/unit/support/xml_nodes.h"
#include "xmpp/base64.h"
#include "xmpp/client.h"

namespace {

using xmpp::Phase;
using xmpp::test::elements;
using xmpp::test::is_declaration;
using xmpp::test::local_name;
using xmpp::test::namespace_of;

// Throws what the play says, where the size fits; otherwise the same dice in every run.
class LoadedDice final : public xmpp::Random {
 public:
  void load(xmpp::Bytes bytes) { next_.push_back(std::move(bytes)); }
  void fill(std::span<std::uint8_t> bytes) override {
    if (next_.empty() || next_.front().size() != bytes.size()) return seeded_.fill(bytes);
    std::copy(next_.front().begin(), next_.front().end(), bytes.begin());
    next_.pop_front();
  }

 private:
  native::SeededRandom seeded_;
  std::deque<xmpp::Bytes> next_;
};

struct Answer {
  std::optional<xmpp::Result<xmpp::Stanza>> result;
};

xmpp::Task<void> ask(xmpp::Client& client, xmpp::Iq iq, std::shared_ptr<Answer> into) {
  into->result.emplace(co_await client.ask(std::move(iq)));
}

// An element of the script as something that the client can send.
xmpp::Xml to_xml(xmpp::Element element) {
  xmpp::Xml out{std::string(element.name()), std::string(element.ns())};
  for (const char* name : {"node", "var", "id"}) {
    if (auto value = element.attribute(name)) out.attribute(name, std::string(*value));
  }
  for (xmpp::Element child : element) out.add(to_xml(child));
  return out;
}

std::string brief(xmpp::Error error) {
  error.text.clear();
  return xmpp::to_string(error);
}

constexpr std::pair<const char*, Phase> phases[] = {
    {"offline", Phase::offline}, {"connecting", Phase::connecting}, {"authenticating", Phase::authenticating},
    {"binding", Phase::binding}, {"online", Phase::online},         {"waiting", Phase::waiting},
    {"closing", Phase::closing}};

std::string name_of(Phase phase) {
  for (auto [name, value] : phases) {
    if (value == phase) return name;
  }
  return "?";
}

class Runner {
 public:
  Runner() {
    client_.on_message([this](const xmpp::Stanza&) { ++messages_; });
  }

  /// "" or what is wrong.
  std::string line(const std::string& text) {
    if (auto rest = after(text, "C: ")) return client_says(*rest);
    if (auto rest = after(text, "S: ")) return server_says(*rest);
    if (auto rest = after(text, "socket ")) return socket(*rest);
    if (auto rest = after(text, "log in ")) return log_in(*rest);
    if (auto rest = after(text, "expect ")) return line(*rest);
    return order(text);
  }

  std::string end() {
    std::string frame = transport_.take();
    return frame.empty() ? "" : "the client also sent " + frame;
  }

 private:
  static std::optional<std::string> after(const std::string& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return std::nullopt;
    return text.substr(prefix.size());
  }

  std::string client_says(const std::string& expected) {
    std::string frame = transport_.take();
    if (expected == "nothing") return frame.empty() ? "" : "the client sent " + frame;
    if (frame.empty()) return "the client sent nothing";
    if (auto gate = xmpp::check_frame(frame); !gate) return "the client sent what the gate refuses: " + frame;
    pugi::xml_document want, have;
    if (!want.load_string(expected.c_str())) return "this line is not XML";
    have.load_string(frame.c_str());
    std::string difference = compare(want.document_element(), have.document_element());
    return difference.empty() ? "" : difference + "\n  in " + frame;
  }

  std::string compare(pugi::xml_node want, pugi::xml_node have) {
    std::string name(local_name(want.name()));
    if (name != local_name(have.name())) return "expected <" + name + ">, not <" + have.name() + ">";
    if (namespace_of(want) != namespace_of(have)) return "<" + name + "> is in namespace " + namespace_of(have);
    for (auto attribute : want.attributes()) {
      if (is_declaration(attribute)) continue;
      auto other = have.attribute(attribute.name());
      if (!other) return "<" + name + "> has no " + attribute.name();
      if (!matches(attribute.value(), other.value())) {
        return "<" + name + "> has " + attribute.name() + "=" + other.value() + ", not " + attribute.value();
      }
    }
    for (auto attribute : have.attributes()) {
      if (!is_declaration(attribute) && !want.attribute(attribute.name())) {
        return "<" + name + "> also has " + attribute.name() + "=" + attribute.value();
      }
    }
    if (!matches(want.child_value(), have.child_value())) {
      return "<" + name + "> says " + have.child_value() + ", not " + want.child_value();
    }
    auto wanted = elements(want), had = elements(have);
    if (wanted.size() != had.size()) return "<" + name + "> has " + std::to_string(had.size()) + " children";
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (auto difference = compare(wanted[i], had[i]); !difference.empty()) return difference;
    }
    return {};
  }

  bool matches(std::string_view pattern, std::string_view value) {
    if (!pattern.starts_with('{') || !pattern.ends_with('}')) return pattern == value;
    std::string name(pattern.substr(1, pattern.size() - 2));
    if (name == "*") return true;
    auto [at, is_new] = values_.emplace(name, value);
    return is_new || at->second == value;
  }

  std::string filled(std::string text) {
    for (const auto& [name, value] : values_) {
      std::string mark = "{" + name + "}";
      for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + value.size())) {
        text.replace(at, mark.size(), value);
      }
    }
    return text;
  }

  std::string server_says(const std::string& what) {
    bool hears = transport_.state() == native::FakeTransport::State::open ||
                 transport_.state() == native::FakeTransport::State::closing;
    if (!hears) return "there is no open socket";
    if (what == "binary") {
      transport_.receive_binary();
    } else {
      transport_.receive(filled(what));
    }
    return {};
  }

  std::string socket(const std::string& what) {
    using State = native::FakeTransport::State;
    if (auto url = after(what, "connects to ")) {
      if (transport_.state() != State::connecting) return "no socket is connecting";
      return transport_.url() == *url ? "" : "it connects to " + transport_.url();
    }
    if (what == "opens") {
      transport_.open();
    } else if (what == "opens unselected") {
      transport_.open("");
    } else if (auto name = after(what, "opens ")) {
      transport_.open(*name);
    } else if (auto code = after(what, "closes ")) {
      transport_.end(std::stoi(*code));
    } else if (what == "is closing") {
      return transport_.state() == State::closing || transport_.state() == State::idle ? "" : "it is not closing";
    } else if (what == "is gone") {
      return transport_.state() == State::idle || transport_.state() == State::closing ? "" : "it is still there";
    } else {
      return "unknown order";
    }
    return {};
  }

  std::string log_in(const std::string& how) {
    xmpp::LoginRequest request{.domain = domain_, .endpoint = endpoint_, .login = xmpp::CertificateLogin{}};
    std::istringstream words(how);
    std::string first, user, with, password;
    words >> first >> user;
    if (first == "with" && user == "certificate") {
      std::string authzid;
      if (words >> authzid) request.login = xmpp::CertificateLogin{*xmpp::Jid::split(authzid)};
    } else if (first == "as" && words >> with && std::getline(words >> std::ws, password)) {
      request.login = xmpp::PasswordLogin{user, password};
    } else {
      return "unknown way to log in";
    }
    client_.log_in(std::move(request));
    return {};
  }

  std::string order(const std::string& text) {
    std::istringstream words(text);
    std::string verb, name;
    words >> verb;
    auto rest = [&] {
      std::string out;
      std::getline(words >> std::ws, out);
      return out;
    };
    const xmpp::Status& status = client_.status();
    auto same = [](const std::string& want, const std::string& have) {
      return want == have ? std::string() : "it is " + have;
    };
    if (text == "log out") return client_.log_out(), "";
    if (text == "reconnect now") return client_.reconnect_now(), "";
    if (verb == "domain") return domain_ = rest(), "";
    if (verb == "endpoint") return endpoint_ = rest(), "";
    if (verb == "dice") return dice_.load(*xmpp::from_base64(rest())), "";
    if (verb == "advance") return advance(rest());
    if (verb == "phase") return same(rest(), name_of(status.phase));
    if (verb == "error") return same(rest(), status.error ? brief(*status.error) : "none");
    if (verb == "jid") return same(rest(), status.jid.to_string());
    if (verb == "mechanism") return same(rest(), status.mechanism);
    if (verb == "resumed") return same(rest(), status.resumed ? "yes" : "no");
    if (verb == "messages") return same(rest(), std::to_string(messages_));
    if (verb == "ignored") return same(rest(), std::to_string(client_.counters().ignored));
    if (verb == "ask") {
      std::string type, to;
      words >> name >> type >> to;
      auto payload = xmpp::parse_frame(rest());
      if (!payload) return "the payload is not XML";
      xmpp::Iq iq{.type = type == "set" ? xmpp::IqType::set : xmpp::IqType::get,
                  .to = to == "account" ? xmpp::Jid() : *xmpp::Jid::split(to),
                  .payload = to_xml(payload->root())};
      answers_[name] = std::make_shared<Answer>();
      tasks_.spawn(ask(client_, std::move(iq), answers_[name]));
      return {};
    }
    if (verb == "answer") {
      words >> name;
      const auto& result = answers_[name]->result;
      return same(rest(), !result ? "waits" : result->ok() ? "ok" : brief(result->error()));
    }
    return "unknown order";
  }

  std::string advance(const std::string& time) {
    std::size_t unit = 0;
    long long number = std::stoll(time, &unit);
    bool seconds = time.substr(unit) == "s";
    clock_.advance(xmpp::Milliseconds(seconds ? number * 1000 : number));
    return {};
  }

  native::FakeClock clock_;
  native::FakeTransport transport_;
  native::FakeFetcher fetcher_;
  platform::Unicode unicode_;
  platform::Crypto crypto_;
  LoadedDice dice_;
  xmpp::Client client_{xmpp::Outside{transport_, clock_, dice_, crypto_, unicode_, fetcher_}};
  std::string domain_ = "localhost", endpoint_ = "wss://localhost/ws";
  std::map<std::string, std::string> values_;
  std::map<std::string, std::shared_ptr<Answer>> answers_;
  int messages_ = 0;
  xmpp::TaskScope tasks_;
};

}  // namespace

std::string title_of_play(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    if (line.starts_with("title ")) return line.substr(6);
  }
  return {};
}

PlayReport run_play(const std::string& path) {
  PlayReport report{.title = title_of_play(path), .failures = {}};
  std::ifstream file(path);
  Runner runner;
  std::string line;
  int number = 0;
  for (; std::getline(file, line);) {
    ++number;
    if (line.empty() || line.starts_with('#') || line.starts_with("title ")) continue;
    if (std::string wrong = runner.line(line); !wrong.empty()) {
      report.failures.push_back({number, line.substr(0, 200) + ": " + wrong});
      return report;
    }
  }
  if (std::string wrong = runner.end(); !wrong.empty()) report.failures.push_back({number, wrong});
  return report;
}
