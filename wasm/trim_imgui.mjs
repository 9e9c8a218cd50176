// SPDX-License-Identifier: AGPL-3.0-or-later
// Copies a source of Dear ImGui and empties the functions whose work we never want, but which its core calls, so that
// no linker can leave them out. Called by CMakeLists.txt for the download alone; the native tests run the original.
//
//   node wasm/trim_imgui.mjs FROM TO
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

const unwanted = {
  'imgui.cpp': [
    'UpdateWindowManualResize', 'RenderWindowTitleBarContents', 'RenderWindowOuterBorders', // our windows have no frame
    'NavUpdateWindowing', 'NavUpdateWindowingOverlay', // Ctrl+Tab is the browser's
    'RenderMouseCursor', // the browser draws it
    'UpdateMouseWheel', // the browser scrolls
    'UpdateSettings', 'WindowSettingsHandler_ClearAll', 'WindowSettingsHandler_ReadOpen', 'WindowSettingsHandler_ReadLine', // no .ini
    'WindowSettingsHandler_ApplyAll', 'WindowSettingsHandler_WriteAll', 'CreateNewWindowSettings', 'FindWindowSettingsByID', 'FindWindowSettingsByWindow',
    'ErrorRecoveryTryToRecoverState', 'ErrorRecoveryTryToRecoverWindowState', // our tests hold us to every End()
    'LogRenderedText', // we log no text
    'IsDragDropPayloadBeingAccepted', 'ClearDragDrop', // nor drag any
    'RenderDragDropTargetRect',
  ],
  'imgui_draw.cpp': ['StyleColorsDark'], // gui::Theme sets every colour
  'imgui_widgets.cpp': [],
};

/// The source with an empty body, or one that returns nothing in particular, for this function. Dear ImGui's functions
/// begin and end in the first column.
function emptied(source, name) {
  const definition = new RegExp(`^(?!static.*;$)([\\w*&:<> ]+?)\\b(?:ImGui::)?${name}\\([^;{]*\\)\\n\\{\\n[^]*?^\\}$`, 'm');
  if (!definition.test(source)) console.warn(`trim_imgui: ${name} is not there any more; the download may grow`);
  return source.replace(definition, (all, type) => `${all.slice(0, all.indexOf('\n{'))} { return ${/\bvoid\s+$/.test(type) ? '' : '{}'}; }`);
}

const [from, to] = process.argv.slice(2);
writeFileSync(to, unwanted[basename(from)].reduce(emptied, readFileSync(from, 'utf8').replaceAll('\r\n', '\n')));
