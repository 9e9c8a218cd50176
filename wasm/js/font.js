// SPDX-License-Identifier: AGPL-3.0-or-later
// Measures and draws glyphs with a 2D canvas. Jobs are GlyphJob of font.h: 13 words each.
addToLibrary({
  $Canvas: {
    context: null, font: '', text: '', han: null, parts: null,
    WORDS: 13,
    open(width, height) {
      const C = Canvas;
      if (!C.context) {
        // A software canvas: reading back one on the GPU stalls the page for a round trip.
        C.context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        C.size(width || 64, height || 64);
      } else if (width > C.context.canvas.width || height > C.context.canvas.height) {
        C.size(Math.max(width, C.context.canvas.width), Math.max(height, C.context.canvas.height));
      }
      return C.context;
    },
    size(width, height) {
      const canvas = Canvas.context.canvas;
      canvas.width = width;
      canvas.height = height;
      Canvas.font = '';
      Canvas.context.textAlign = 'left';
    },
    // Naming the usual families for ideographs spares the browser a search per character (20 times faster on Linux)
    // and settles Han unification by the languages that the person reads.
    families(c) {
      const han = (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7af) || (c >= 0xf900 && c <= 0xfaff) ||
        (c >= 0xff00 && c <= 0xffef) || (c >= 0x20000 && c <= 0x3ffff);
      if (!han) return '';
      if (!Canvas.han) {
        const sets = {
          ja: ['JP', 'Hiragino Sans', 'Yu Gothic UI'],
          ko: ['KR', 'Apple SD Gothic Neo', 'Malgun Gothic'],
          tw: ['TC', 'PingFang TC', 'Microsoft JhengHei UI'],
          zh: ['SC', 'PingFang SC', 'Microsoft YaHei UI'],
        };
        const language = (navigator.languages.find((tag) => /^(zh|ja|ko)/i.test(tag)) || 'zh').toLowerCase();
        const names = sets[/^zh-(tw|hk|hant)/.test(language) ? 'tw' : language.slice(0, 2)];
        Canvas.han = ['Noto Sans CJK ' + names[0], 'Noto Sans ' + names[0], names[1], names[2]]
          .map((name) => `'${name}',`).join('');
      }
      return Canvas.han;
    },
    // The canvas as the code point or the run wants it; what is to be drawn is then in Canvas.text.
    use(face, em, c, run) {
      const line = run ? UTF8ToString(run) : '';
      Canvas.text = run ? line.slice(1) : String.fromCodePoint(c);
      const text = UTF8ToString(face), space = text.indexOf(' ');
      const context = Canvas.open(), font = `${text.slice(0, space)} ${em}px ${Canvas.families(c)}${text.slice(space)}`;
      if (font !== Canvas.font) context.font = Canvas.font = font;
      context.direction = line[0] === '\u200f' ? 'rtl' : 'ltr';
      return context;
    },
    // Packs the cells into rows of the canvas and draws them. `spread`: every phase in a cell of its own.
    layout(jobs, count, spread) {
      const cells = [], at = (i) => jobs / 4 + i * Canvas.WORDS;
      let x = 0, y = 0, row = 0, WIDTH = 2048;
      for (let i = 0; i < count; i++) WIDTH = Math.max(WIDTH, HEAP32[at(i) + 5] + 1);
      for (let i = 0; i < count; i++) {
        const width = (HEAP32[at(i) + 5] + 1) * (spread ? HEAP32[at(i) + 9] : 1);
        if (x + width > WIDTH) { x = 0; y += row; row = 0; }
        cells.push([x, y]);
        x += width;
        row = Math.max(row, HEAP32[at(i) + 6]);
      }
      const height = y + row, context = Canvas.open(WIDTH, height);
      context.clearRect(0, 0, WIDTH, height);
      // Browsers thicken light text: a mask is drawn with the theme's luminance. Its colour goes when it is read.
      const light = !spread || Canvas.dark();
      for (let i = 0; i < count; i++) {
        const j = at(i), phases = spread ? HEAP32[j + 9] : 1, colour = HEAPU32[j + 12];
        Canvas.use(HEAPU32[j], HEAPF32[j + 1], HEAPU32[j + 2], HEAPU32[j + 11]);
        if (HEAPU32[j + 11]) { // a run may reach beyond its cell
          context.save();
          context.beginPath();
          context.rect(cells[i][0], cells[i][1], HEAP32[j + 5], HEAP32[j + 6]);
          context.clip();
        }
        context.fillStyle = colour ? '#' + colour.toString(16).slice(1) : light ? '#fff' : '#000';
        for (let p = 0; p < phases; p++) {
          const left = cells[i][0] + p * (HEAP32[j + 5] + 1) - HEAP32[j + 7] + p / phases;
          context.fillText(Canvas.text, left, cells[i][1] - HEAP32[j + 8]);
        }
        if (HEAPU32[j + 11]) context.restore();
      }
      return { cells, width: WIDTH, height, light };
    },
    dark: () => {
      const scheme = getComputedStyle(document.documentElement).colorScheme; // "light dark": as the system has it
      return scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
    },
  },

  // Privacy settings answer reads with noise or white. Known colours and one glyph drawn twice tell.
  js_font_honest__deps: ['$Canvas', '$UTF8ToString'],
  js_font_honest: () => {
    try {
      const context = Canvas.open(64, 64);
      context.clearRect(0, 0, 64, 64);
      context.fillStyle = '#3060c0';
      context.fillRect(0, 0, 8, 8);
      context.fillStyle = '#fff';
      context.font = '16px sans-serif';
      context.fillText('g', 16, 24);
      context.fillText('g', 40, 24);
      const data = context.getImageData(0, 0, 64, 64).data, alpha = (x, y) => data[(y * 64 + x) * 4 + 3];
      const near = (i, colour) => colour.every((value, k) => Math.abs(data[i + k] - value) < 8);
      let ink = 0, same = true;
      for (let y = 8; y < 32; y++) for (let x = 14; x < 34; x++) {
        ink += alpha(x, y);
        same = same && Math.abs(alpha(x, y) - alpha(x + 24, y)) < 8;
      }
      return +(near(0, [48, 96, 192, 255]) && near((40 * 64 + 40) * 4, [0, 0, 0, 0]) && ink > 2000 && same);
    } catch {
      return 0;
    }
  },
  js_font_metrics__deps: ['$Canvas'],
  js_font_metrics: (face, em, out) => {
    const context = Canvas.use(face, em, 0, 0), box = context.measureText('Hxg');
    let fractions = 0;
    for (const letter of 'ailmoswgW.') {
      const width = context.measureText(letter).width;
      fractions += Math.abs(width - Math.round(width));
    }
    HEAPF32.set([box.fontBoundingBoxAscent, box.fontBoundingBoxDescent, fractions], out / 4);
  },
  js_font_measure__deps: ['$Canvas'],
  js_font_measure: (face, em, c, run, out) => {
    const m = Canvas.use(face, em, c, run).measureText(Canvas.text);
    HEAPF32.set([m.width, m.actualBoundingBoxLeft, m.actualBoundingBoxRight, m.actualBoundingBoxAscent,
      m.actualBoundingBoxDescent, +/\p{Emoji_Presentation}/u.test(Canvas.text)], out / 4);
  },
  // A new line begins with a word (of scripts without spaces, too) or behind a space.
  js_font_boundary__deps: ['$Canvas', '$lengthBytesUTF8'],
  js_font_boundary: (text, size, at, line) => {
    if (!Intl.Segmenter) return at;
    const C = Canvas, whole = UTF8ToString(text, size);
    C.parts = C.parts || ['grapheme', 'word'].map((granularity) => new Intl.Segmenter(undefined, { granularity }));
    const parts = C.parts[line].segment(whole);
    let part = parts.containing(UTF8ToString(text, at).length);
    if (!part) return at; // not UTF-8
    while (line && part.index && !part.isWordLike && whole[part.index - 1] !== ' ') part = parts.containing(part.index - 1);
    return lengthBytesUTF8(whole.slice(0, part.index));
  },

  js_font_draw__deps: ['$Canvas'],
  js_font_draw: (jobs, count, pixels, pitch) => {
    const { cells, width, height, light } = Canvas.layout(jobs, count, true);
    const source = new Uint32Array(Canvas.context.getImageData(0, 0, width, height).data.buffer);
    // A mask has the fill's grey only. Pixels are ABGR.
    const colourful = (v) => v >>> 24 > 128 && (light
      ? Math.min(v & 255, v >> 8 & 255, v >> 16 & 255) < 200 : Math.max(v & 255, v >> 8 & 255, v >> 16 & 255) > 55);
    for (let i = 0; i < count; i++) {
      const j = jobs / 4 + i * Canvas.WORDS, left = cells[i][0], top = cells[i][1];
      const tx = HEAP32[j + 3], ty = HEAP32[j + 4], w = HEAP32[j + 5], h = HEAP32[j + 6], n = HEAP32[j + 9];
      let coloured = +(HEAPU32[j + 12] > 0);
      for (let y = 0; y < h && !coloured; y++) {
        const row = (top + y) * width + left;
        for (let x = 0; x < w; x++) if (colourful(source[row + x])) { coloured = 1; break; }
      }
      HEAP32[j + 10] = coloured;
      // Texel k shows phase (first - k) mod n of column (k - first + phase) / n.
      const first = n > 1 ? n / 2 - 1 : 0;
      for (let y = 0; y < h; y++) {
        const row = (top + y) * width + left;
        let to = pixels / 4 + (ty + y) * pitch + tx;
        for (let k = 0; k < w * n; k++) {
          const phase = ((first - k) % n + n) % n, v = source[row + phase * (w + 1) + (k - first + phase) / n];
          HEAPU32[to++] = coloured ? v : v | 0xffffff;
        }
      }
    }
  },
  // One upload of the canvas, then copies on the GPU: an upload for each glyph costs 13 ms each in Firefox.
  js_font_upload__deps: ['$Canvas', '$Pen'],
  js_font_upload: (jobs, count, texture) => {
    const gl = Pen.gl, target = gl.TEXTURE_2D, { cells, width, height } = Canvas.layout(jobs, count, false);
    const scratch = gl.createTexture(), frame = gl.createFramebuffer();
    gl.bindTexture(target, scratch);
    gl.pixelStorei(gl.UNPACK_ROW_LENGTH, 0);
    gl.texStorage2D(target, 1, gl.RGBA8, Canvas.context.canvas.width, Canvas.context.canvas.height);
    gl.texSubImage2D(target, 0, 0, 0, gl.RGBA, gl.UNSIGNED_BYTE, Canvas.context.canvas);
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, frame);
    gl.framebufferTexture2D(gl.READ_FRAMEBUFFER, gl.COLOR_ATTACHMENT0, target, scratch, 0);
    Pen.bind(texture);
    for (let i = 0; i < count; i++) {
      const j = jobs / 4 + i * Canvas.WORDS;
      gl.copyTexSubImage2D(target, 0, HEAP32[j + 3], HEAP32[j + 4], cells[i][0], cells[i][1], HEAP32[j + 5], HEAP32[j + 6]);
    }
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null);
    gl.deleteFramebuffer(frame);
    gl.deleteTexture(scratch);
  },
});
