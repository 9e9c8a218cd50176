// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/session.h"

#include <algorithm>
#include <utility>

#include "xmpp/discovery.h"

namespace gui {

using xmpp::Phase;

namespace {
constexpr int most_broken = 3;
}

Session::Session(xmpp::Outside outside, ConfigFile file, Page page, std::function<void()> changed)
    : outside_(outside),
      file_(std::move(file)),
      page_(std::move(page)),
      changed_(std::move(changed)),
      domain_(gui::domain(page_, file_.config)),
      endpoint_(gui::endpoint(file_.config.endpoint, page_, file_.config)),
      refused_(refusal(endpoint_, page_)),
      client_(outside) {
  client_.on_status([this](const xmpp::Status& status) { on_status(status); });
}

// --- the way in and out -------------------------------------------------------------------------------------------

void Session::log_in_with_certificate(std::string_view authzid) {
  kind_ = LoginKind::certificate;
  xmpp::CertificateLogin login;
  if (!authzid.empty()) {
    auto jid = xmpp::Jid::parse(authzid, outside_.unicode);
    if (!jid) {
      refused_ = jid.error();
      return changed_();
    }
    login.authzid = *jid;
  }
  xmpp::LoginRequest request;
  request.login = std::move(login);
  log_in(std::move(request));
}

void Session::log_in_with_password(std::string_view user, std::string password) {
  if (!file_.config.password_login) return;
  kind_ = LoginKind::password;
  user_ = user;
  xmpp::LoginRequest request;
  request.login = xmpp::PasswordLogin{user_, std::move(password)};
  log_in(std::move(request));
}

void Session::log_in(xmpp::LoginRequest request) {
  forget();
  found_ = {};
  logged_out_ = false;
  refused_ = refusal(endpoint_, page_);
  if (refused_) return changed_();
  request.domain = domain_;
  request.allow_unencrypted_loopback = !endpoint_.encrypted;
  request.endpoint = endpoint_.url;
  if (request.endpoint.empty()) return tasks_.spawn(discover_then_log_in(std::move(request)));
  client_.log_in(std::move(request));
}

// Discovery is done here and not by the client, because what it finds must pass the same check as a written address.
// The page's own host is asked at the port of the page: its policy allows no other.
xmpp::Task<void> Session::discover_then_log_in(xmpp::LoginRequest request) {
  discovering_ = true;
  changed_();
  const bool own = host_name(request.domain) == host_name(page_.host);
  auto found = co_await xmpp::discover(outside_.fetcher, own ? page_.origin : "https://" + request.domain);
  discovering_ = false;
  if (!found) {
    refused_ = found.error();
  } else {
    found_ = gui::endpoint(*found, page_, file_.config);
    refused_ = refusal(found_, page_);
    request.endpoint = found_.url;
    if (!refused_) client_.log_in(std::move(request));
  }
  changed_();
}

void Session::cancel_login() {
  tasks_.clear();
  discovering_ = false;
  refused_.reset();
  client_.log_out();
  changed_();
}

void Session::change_controller(std::string_view text) {
  client_.log_out();  // its status tells of the old one
  const bool is_address = text.find('/') != text.npos;
  found_ = {};
  endpoint_ = gui::endpoint(is_address ? text : std::string_view{}, page_, file_.config);
  if (!is_address) {
    domain_ = text;
  } else if (file_.config.domain.empty() && !endpoint_.problem) {
    domain_ = host_name(endpoint_.host);
  }
  refused_ = refusal(endpoint_, page_);
  logged_out_ = false;
  changed_();
}

void Session::log_out() {
  logged_out_ = true;
  forget();
  client_.log_out();
  changed_();
}

void Session::try_now() { client_.reconnect_now(); }

// Nothing of a session may be left for the next one (story 1.7).
void Session::forget() {
  tasks_.clear();
  crawl_.reset();
  counts_.reset();
  model_.clear();
  services_.clear();
  chosen_.reset();
  search_ = Search::not_begun;
  search_error_.reset();
  discovering_ = was_online_ = false;
  as_of_ = lost_at_ = 0;
}

void Session::on_status(const xmpp::Status& status) {
  if (status.phase == Phase::online) {
    const bool first = !was_online_;
    was_online_ = true;
    refused_.reset();
    lost_at_ = 0;
    // What was asked in a lost session was never answered. What has broken it again and again is not begun anew.
    if (!first && broken_ >= most_broken) return changed_();
    if (first || search_ != Search::done) {
      find_services();
    } else if (!status.resumed) {
      start_reading();
    }
  } else if (was_online_ && status.phase == Phase::waiting && lost_at_ == 0) {
    lost_at_ = outside_.clock.unix_time();
    broken_ = is_reading() || search_ == Search::looking ? broken_ + 1 : 0;
  } else if (was_online_ && status.phase == Phase::offline && status.error && !logged_out_) {
    const auto why = status.error;
    forget();
    refused_ = why;
  }
  changed_();
}

LoginView Session::card() const {
  LoginState state{.status = status(),
                   .refused = refused_,
                   .kind = kind_,
                   .user = user_,
                   .was_online = was_online_,
                   .logged_out = logged_out_,
                   .endpoint = discovered() ? found_ : endpoint_,
                   .domain = domain_,
                   .now = outside_.clock.now()};
  if (discovering_) state.status.phase = Phase::discovering;
  return login_view(state, file_, page_);
}

// --- the grid -----------------------------------------------------------------------------------------------------

void Session::prefer_service(std::string_view jid) {
  preferred_ = jid;
  for (std::size_t i = 0; i < services_.size(); ++i)
    if (services_[i].jid.to_string() == preferred_) {
      if (chosen_ != i) choose_service(i);
      return;
    }
  if (services_.size() > 1 && file_.config.pubsub.empty()) choose_service(std::nullopt);
}

void Session::find_services() {
  tasks_.clear();
  search_ = Search::looking;
  search_error_.reset();
  tasks_.spawn(find_services_task());
}

xmpp::Task<void> Session::find_services_task() {
  const xmpp::Jid domain = *xmpp::Jid::split(status().jid.domain());
  auto found = co_await xmpp::grid::find_pubsub_services(client_, domain);
  if (!found) {
    search_ = Search::failed;
    search_error_ = found.error();
  } else {
    search_ = Search::done;
    services_ = std::move(*found);
    const std::string& wanted = file_.config.pubsub.empty() ? preferred_ : file_.config.pubsub;
    auto at = std::ranges::find(services_, wanted, [](const auto& service) { return service.jid.to_string(); });
    if (at == services_.end() && !file_.config.pubsub.empty()) {
      // Named in config.json but not listed by the domain: it may be hidden, so it is tried.
      if (auto jid = xmpp::Jid::parse(file_.config.pubsub, outside_.unicode)) {
        xmpp::grid::Service named;
        named.jid = *jid;
        at = services_.insert(services_.end(), std::move(named));
      }
    }
    if (at == services_.end() && services_.size() == 1) at = services_.begin();
    if (at != services_.end()) {
      chosen_ = std::size_t(at - services_.begin());
      start_reading();
    }
  }
  changed_();
}

void Session::choose_service(std::optional<std::size_t> index) {
  crawl_.reset();
  counts_.reset();
  model_.clear();
  chosen_ = index;
  start_reading();
  changed_();
}

void Session::start_reading() {
  if (!chosen_) return;
  crawl_.reset();
  ++readings_;
  const auto taken = [this] {
    as_of_ = outside_.clock.unix_time();
    changed_();
  };
  crawl_ = std::make_unique<xmpp::grid::Crawl>(client_, services_[*chosen_], model_, taken, limits_);
  if (!counts_) counts_ = std::make_unique<xmpp::grid::Counts>(client_, services_[*chosen_], model_, taken);
}

void Session::read_again() {
  if (!online()) return;
  if (chosen_) {
    start_reading();
  } else {
    find_services();
  }
  changed_();
}

void Session::stop_reading() {
  if (crawl_) crawl_->cancel();
  changed_();
}

void Session::look_at(std::span<const xmpp::grid::NodeIndex> visible) {
  if (counts_ && online()) counts_->want(visible);
}

}  // namespace gui
