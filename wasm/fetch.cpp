// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wasm/fetch.h"

#include "wasm/js.h"

using Answer = xmpp::OneShot<xmpp::Result<xmpp::Fetched>>;

JS_IMPORTS { void js_fetch(Answer * answer, const char* url, std::size_t size, std::size_t most); }

namespace browser {

xmpp::Task<xmpp::Result<xmpp::Fetched>> Fetcher::get(std::string url) {
  constexpr std::size_t most = 64 * 1024;
  Answer answer;
  js_fetch(new Answer(answer), url.data(), url.size(), most);  // the copy is the page's, see fetch_done
  co_return co_await answer.wait();
}

}  // namespace browser

JS_EXPORT void fetch_done(Answer* answer, int status, const char* body, std::size_t size) {
  answer->resolve(xmpp::Fetched{status, std::string(body, size)});
  delete answer;
}
JS_EXPORT void fetch_failed(Answer* answer, const char* condition, std::size_t size) {
  answer->resolve(xmpp::Error{.kind = xmpp::ErrorKind::transport, .condition = std::string(condition, size)});
  delete answer;
}
