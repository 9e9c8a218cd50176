// SPDX-License-Identifier: AGPL-3.0-or-later
// The components of which every screen is made. Each draws as the design says and describes itself in the accessible
// tree. Conventions:
//  - lengths in the arguments are design pixels; Area and what functions return are device pixels (see px());
//  - a widget is drawn at ImGui's cursor and moves it on, as ImGui's own do; Row and Stack place several;
//  - texts may come from strangers: no formats, no "##"; ids are made with id(), not by ImGui's label rules;
//  - disabled things keep the keyboard focus and say why: `disabled` is the reason, empty when enabled.
#pragma once
#include "gui/widgets/button.h"
#include "gui/widgets/chip.h"
#include "gui/widgets/choice.h"
#include "gui/widgets/choice_cards.h"
#include "gui/widgets/completion.h"
#include "gui/widgets/context.h"
#include "gui/widgets/dialog.h"
#include "gui/widgets/form_row.h"
#include "gui/widgets/input.h"
#include "gui/widgets/layout.h"
#include "gui/widgets/loss_list.h"
#include "gui/widgets/matrix.h"
#include "gui/widgets/menu.h"
#include "gui/widgets/message.h"
#include "gui/widgets/panel.h"
#include "gui/widgets/suspicious.h"
#include "gui/widgets/table.h"
#include "gui/widgets/tabs.h"
#include "gui/widgets/text.h"
#include "gui/widgets/text_area.h"
#include "gui/widgets/tree.h"
