// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/reading.h"

#include <algorithm>

#include "gui/format.h"
#include "gui/widgets/suspicious.h"

namespace gui {
namespace {

using xmpp::grid::Known;
using xmpp::grid::Model;

// What the controller refuses to show, or what is gone, is an answer too.
void take_failures(Operation& operation, const Model& model) {
  for (xmpp::grid::NodeIndex index : model.all())
    if (model[index].state == Known::failed && model[index].error)
      operation.fail(ui::visible(model[index].id, 256), *model[index].error);
}

void end(Shell& shell, Operation& operation, const xmpp::grid::CrawlProgress& progress) {
  using State = Operation::State;
  const Model& model = shell.session.model();
  take_failures(operation, model);
  operation.done -= std::min(operation.done, operation.failed());
  const std::size_t collections = model.collections();
  std::string result = counted(model.all().size() - collections, "topic") + ", " + counted(collections, "collection");
  if (const std::size_t failed = operation.failed()) result += ", " + number(failed) + " could not be read";
  State state = State::finished;
  if (progress.cancelled) {
    state = State::cancelled;
    result = "Stopped at " + count_words(operation);
  } else if (progress.error) {
    state = State::failed;
    result = words(*progress.error);
  }
  shell.operations.end(operation, state, std::move(result), shell.session.clock());
}

}  // namespace

void Reading::follow(Shell& shell) {
  const Session& session = shell.session;
  const xmpp::grid::CrawlProgress* progress = session.reading();
  if (!progress) return;
  Operations& operations = shell.operations;
  if (seen_ != session.readings()) {
    seen_ = session.readings();
    operations.dismiss(operation_);
    Operation& made =
        operations.start("Read the topics of " + ui::visible(session.service()->jid.to_string(), 256), session.clock());
    made.brief = "Reading";
    made.cancel = [&shell] { shell.run(Act::stop_reading); };
    operation_ = made.id;
  }
  Operation* operation = operations.find(operation_);
  if (!operation || !operation->runs()) return;
  operation->done = progress->read + progress->failed;
  operation->total = progress->found;
  if (!session.is_reading()) end(shell, *operation, *progress);
}

}  // namespace gui
