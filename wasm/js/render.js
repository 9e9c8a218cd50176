// SPDX-License-Identifier: AGPL-3.0-or-later
// The few things that wasm/render.cpp asks of WebGL 2. The context is ours alone: state is set once and never asked
// for, since an answer costs a round trip to the GPU process (41 ms a frame in software).
addToLibrary({
  $Pen: {
    gl: null, textures: [], scale: null,
    VERTEX_BYTES: 20, // ImDrawVert: position, uv, colour
    vertexShader: `#version 300 es
layout(location=0)in vec2 position;layout(location=1)in vec2 uv;layout(location=2)in vec4 colour;
uniform vec2 scale;out vec2 at;out vec4 tint;
void main(){at=uv;tint=colour;gl_Position=vec4(position*scale+vec2(-1,1),0,1);}`,
    fragmentShader: `#version 300 es
precision mediump float;in highp vec2 at;in vec4 tint;uniform sampler2D image;out vec4 result;
void main(){result=tint*texture(image,at);}`,
    bind(texture) { Pen.gl.bindTexture(Pen.gl.TEXTURE_2D, Pen.textures[texture]); },
  },

  // Antialiasing is on by default and costs 18 ms a frame in software; shapes are smoothed by Dear ImGui.
  js_render_start__deps: ['$Pen'],
  js_render_start: () => +!!(Pen.gl = document.getElementById('canvas').getContext('webgl2', {
    alpha: false, depth: false, stencil: false, antialias: false,
  })),

  // Compiles and binds everything; again after the context was lost and restored.
  js_render_create__deps: ['$Pen'],
  js_render_create: () => {
    const gl = Pen.gl, program = gl.createProgram();
    for (const [type, source] of [[gl.VERTEX_SHADER, Pen.vertexShader], [gl.FRAGMENT_SHADER, Pen.fragmentShader]]) {
      const shader = gl.createShader(type);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    gl.useProgram(program);
    Pen.scale = gl.getUniformLocation(program, 'scale');
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    for (let attribute = 0; attribute < 3; attribute++) gl.enableVertexAttribArray(attribute);
    gl.enable(gl.BLEND);
    gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  },

  // Textures go by a number from 1; 0 is none.
  js_render_texture__deps: ['$Pen'],
  js_render_texture: (width, height) => {
    const gl = Pen.gl, target = gl.TEXTURE_2D, number = Pen.textures.length || 1;
    Pen.textures[number] = gl.createTexture();
    Pen.bind(number);
    gl.texStorage2D(target, 1, gl.RGBA8, width, height);
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(target, filter, gl.LINEAR);
    for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(target, wrap, gl.CLAMP_TO_EDGE);
    return number;
  },
  js_render_drop__deps: ['$Pen'],
  js_render_drop: (texture) => {
    Pen.gl.deleteTexture(Pen.textures[texture]);
    Pen.textures[texture] = null;
  },
  // The rectangle's pixels begin at `pixels`; a row of them is `stride` pixels long.
  js_render_upload__deps: ['$Pen'],
  js_render_upload: (texture, stride, x, y, width, height, pixels) => {
    const gl = Pen.gl;
    Pen.bind(texture);
    gl.pixelStorei(gl.UNPACK_ROW_LENGTH, stride);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, width, height, gl.RGBA, gl.UNSIGNED_BYTE, HEAPU8, pixels);
  },

  js_render_begin__deps: ['$Pen'],
  js_render_begin: (width, height, red, green, blue) => {
    const gl = Pen.gl;
    gl.viewport(0, 0, width, height);
    gl.disable(gl.SCISSOR_TEST);
    gl.clearColor(red, green, blue, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.SCISSOR_TEST);
    gl.uniform2f(Pen.scale, 2 / width, -2 / height);
  },
  js_render_list__deps: ['$Pen'],
  js_render_list: (vertices, vertexBytes, indices, indexBytes) => {
    const gl = Pen.gl;
    gl.bufferData(gl.ARRAY_BUFFER, HEAPU8, gl.STREAM_DRAW, vertices, vertexBytes);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, HEAPU8, gl.STREAM_DRAW, indices, indexBytes);
  },
  // WebGL has no base-vertex draw: the attribute pointers move instead.
  js_render_vertices__deps: ['$Pen'],
  js_render_vertices: (first) => {
    const gl = Pen.gl, size = Pen.VERTEX_BYTES, at = first * size;
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, size, at);
    gl.vertexAttribPointer(1, 2, gl.FLOAT, false, size, at + 8);
    gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, size, at + 16);
  },
  js_render_bind__deps: ['$Pen'],
  js_render_bind: (texture) => Pen.bind(texture),
  js_render_triangles__deps: ['$Pen'],
  js_render_triangles: (x, y, width, height, count, offset) => {
    Pen.gl.scissor(x, y, width, height);
    Pen.gl.drawElements(Pen.gl.TRIANGLES, count, Pen.gl.UNSIGNED_SHORT, offset);
  },
});
