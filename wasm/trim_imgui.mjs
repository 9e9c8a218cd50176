// SPDX-License-Identifier: AGPL-3.0-or-later
// Copies a source of Dear ImGui without what we never want, but what its core calls or asks for, so that no linker can
// leave it out. Called by CMakeLists.txt for the download alone; the native tests run the original.
//
//   node wasm/trim_imgui.mjs FROM TO
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { never } from './imgui_never.mjs';

// Functions that do nothing.
const unwanted = {
  'imgui.cpp': [
    'UpdateWindowManualResize', 'RenderWindowTitleBarContents', 'RenderWindowOuterBorders', // our windows have no frame
    'NavUpdateWindowing', 'NavUpdateWindowingOverlay', // Ctrl+Tab is the browser's
    'RenderMouseCursor', // the browser draws it
    'UpdateMouseWheel', // the browser scrolls
    'UpdateSettings', 'WindowSettingsHandler_ClearAll', 'WindowSettingsHandler_ReadOpen', 'WindowSettingsHandler_ReadLine', // no .ini
    'WindowSettingsHandler_ApplyAll', 'WindowSettingsHandler_WriteAll', 'CreateNewWindowSettings', 'FindWindowSettingsByID', 'FindWindowSettingsByWindow',
    'ErrorRecoveryStoreState', 'ErrorRecoveryTryToRecoverState', 'ErrorRecoveryTryToRecoverWindowState', 'ErrorLog', // our tests hold us to every End()
    'LogRenderedText', 'LogBegin', 'LogFinish', 'LogToClipboard', // we log no text
    'IsDragDropPayloadBeingAccepted', 'ClearDragDrop', // nor drag any
    'RenderDragDropTargetRect',
    'ItemHandleShortcut', // gui/command.h has ours
  ],
  'imgui_draw.cpp': [
    'StyleColorsDark', // gui::Theme sets every colour
    'ImFontAtlasBuildUpdateLinesTexData', // and wants lines without texture
    'ImFontAtlasBuildSetupFontBakedEllipsis', 'ImFontAtlasBuildLegacyPreloadAllGlyphRanges', // we cut text ourselves; glyphs come when they are drawn
  ],
  'imgui_widgets.cpp': ['InputTextReconcileUndoState'], // Undo is the browser's
  'imstb_textedit.h': ['stb_text_create_undo_record'],
};

// Text for text.
const replaced = {
  'imgui.cpp': {
    'flags & ImGuiWindowFlags_NoTitleBar': 'true', // none of our windows has one
    'flags & ImGuiWindowFlags_NoResize': 'true',
    'flags & ImGuiWindowFlags_NoCollapse': 'true',
  },
  'imgui_draw.cpp': {
    'atlas->Flags & ImFontAtlasFlags_NoMouseCursors': 'true', // as font.cpp has it
  },
  'imgui_widgets.cpp': {
    // Editing is the page's (wasm/js/text_field.js): it sends us whole texts, and keeps these keys.
    ...Object.fromEntries(['LeftArrow', 'RightArrow', 'Home', 'End', 'Delete', 'Backspace'].map((key) => [`IsKeyPressed(ImGuiKey_${key})`, 'false'])),
    // What a double and a triple click do with keys.
    'state->OnKeyPressed(STB_TEXTEDIT_K_WORDLEFT);': 'state->Stb->cursor = ImStb::STB_TEXTEDIT_MOVEWORDLEFT_IMPL(state, state->Stb->cursor);',
    'state->OnKeyPressed(STB_TEXTEDIT_K_LINESTART);': 'state->SelectAll();',
    'state->OnKeyPressed(STB_TEXTEDIT_K_LINEEND | STB_TEXTEDIT_K_SHIFT);': '',
    'state->OnKeyPressed(STB_TEXTEDIT_K_RIGHT | STB_TEXTEDIT_K_SHIFT);': '',
  },
  'imstb_textedit.h': {},
};

const missing = (what) => console.warn(`trim_imgui: ${what} is not there any more; the download may grow`);

/// The source with an empty body, or one that returns nothing in particular, for this function. Dear ImGui's functions
/// begin and end in the first column.
function emptied(source, name) {
  const definition = new RegExp(`^(?!static.*;$)([\\w*&:<> ]+?)\\b(?:ImGui::)?${name}\\([^;{]*\\)\\n\\{\\n[^]*?^\\}$`, 'm');
  if (!definition.test(source)) missing(name);
  return source.replace(definition, (all, type) => `${all.slice(0, all.indexOf('\n{'))} { return ${/\bvoid\s+$/.test(type) ? '' : '{}'}; }`);
}

/// The source with 0 wherever it reads this flag, field or constant.
function zeroed(source, name) {
  return source.replace(new RegExp(`(?:\\b\\w+(?:->|\\.))*\\b${name}\\b(?!\\s*(?:[|&^+-]?=[^=]|->|\\.|\\[|\\())`, 'g'), '0');
}

function without(source, [from, to]) {
  if (!source.includes(from)) missing(from);
  return source.replaceAll(from, to);
}

const [from, to] = process.argv.slice(2), file = basename(from);
const original = readFileSync(from, 'utf8').replaceAll('\r\n', '\n');
writeFileSync(to, never.reduce(zeroed, Object.entries(replaced[file]).reduce(without, unwanted[file].reduce(emptied, original))));
