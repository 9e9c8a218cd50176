// SPDX-License-Identifier: AGPL-3.0-or-later
// One administrator's time at one controller: the way in, the connection, its pubsub services, and the grid read from
// one of them. Knows nothing of drawing; the screens read it and call its acts.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gui/config.h"
#include "gui/login.h"
#include "xmpp/client.h"
#include "xmpp/grid/counts.h"
#include "xmpp/grid/crawl.h"

namespace gui {

class Session {
 public:
  /// `changed` is called whenever something that a screen or the login card shows may be new.
  Session(xmpp::Outside outside, ConfigFile file, Page page, std::function<void()> changed);

  // The way in and out.
  void log_in_with_certificate(std::string_view authzid);
  void log_in_with_password(std::string_view user, std::string password);
  void cancel_login();
  /// A domain ("grid.example"), a path or a wss: address; checked like the endpoint of config.json.
  void change_controller(std::string_view domain_or_url);
  void log_out();
  void try_now();

  // The grid.
  /// The service to read when there are several; "" or unknown: ask, or take the only one.
  void prefer_service(std::string_view jid);
  /// None: it is asked for again.
  void choose_service(std::optional<std::size_t> index);
  void read_again();
  /// Entries that a list is asked for at once, from the next reading on.
  void set_page_size(std::uint64_t entries) { limits_.page = entries; }
  void stop_reading();
  /// The rows on the screen: their providers and consumers are asked for, those of others are not. Every frame.
  void look_at(std::span<const xmpp::grid::NodeIndex> visible);

  const xmpp::Status& status() const { return client_.status(); }
  bool online() const { return status().phase == xmpp::Phase::online; }
  /// Logged in, even if the connection is lost at the moment: the application is shown, not the card.
  bool entered() const { return was_online_; }
  LoginView card() const;
  LoginKind login_kind() const { return kind_; }
  const std::string& domain() const { return domain_; }
  /// The endpoint was not given, but found by host-meta.
  bool discovered() const { return !found_.url.empty(); }
  const Page& page() const { return page_; }
  const xmpp::Clock& clock() const { return outside_.clock; }
  xmpp::Client::Counters counters() const { return client_.counters(); }

  enum class Search : unsigned char { not_begun, looking, failed, done };
  Search search() const { return search_; }
  const std::optional<xmpp::Error>& search_error() const { return search_error_; }
  const std::vector<xmpp::grid::Service>& services() const { return services_; }
  const xmpp::grid::Service* service() const { return chosen_ ? &services_[*chosen_] : nullptr; }
  const xmpp::grid::Model& model() const { return model_; }
  /// nullptr before the first reading.
  const xmpp::grid::CrawlProgress* reading() const { return crawl_ ? &crawl_->progress() : nullptr; }
  /// How many readings were begun.
  std::uint32_t readings() const { return readings_; }
  /// The list of topics is not known yet, to its end or to where it was stopped.
  bool awaits_list() const { return !crawl_ || is_reading(); }
  bool is_reading() const { return crawl_ && !crawl_->progress().finished && !crawl_->progress().cancelled; }
  /// UNIX time of the latest answer, and of the loss of the connection; 0: none.
  std::int64_t as_of() const { return as_of_; }
  std::int64_t lost_at() const { return lost_at_; }

 private:
  void log_in(xmpp::LoginRequest request);
  xmpp::Task<void> discover_then_log_in(xmpp::LoginRequest request);
  void on_status(const xmpp::Status& status);
  void find_services();
  xmpp::Task<void> find_services_task();
  void start_reading();
  void forget();

  xmpp::Outside outside_;
  ConfigFile file_;
  Page page_;
  std::function<void()> changed_;

  std::string domain_;
  Endpoint endpoint_, found_;  // found_: by discovery, in the latest attempt
  LoginKind kind_ = LoginKind::certificate;
  std::string user_;
  std::optional<xmpp::Error> refused_;  // of the latest attempt, kept while the client is at rest
  bool discovering_ = false, was_online_ = false, logged_out_ = false;

  Search search_ = Search::not_begun;
  std::optional<xmpp::Error> search_error_;
  std::string preferred_;
  std::vector<xmpp::grid::Service> services_;
  std::optional<std::size_t> chosen_;
  std::int64_t as_of_ = 0, lost_at_ = 0;
  int broken_ = 0;  // how often in a row the connection was lost while something was read
  xmpp::grid::CrawlLimits limits_;
  std::uint32_t readings_ = 0;

  // In this order: tasks and crawl use the client and the model, and end before them.
  xmpp::Client client_;
  xmpp::grid::Model model_;
  std::unique_ptr<xmpp::grid::Crawl> crawl_;
  std::unique_ptr<xmpp::grid::Counts> counts_;
  xmpp::TaskScope tasks_;
};

}  // namespace gui
