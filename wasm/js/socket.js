// SPDX-License-Identifier: AGPL-3.0-or-later
// One WebSocket at a time. Events of a connection that was let go reach nobody.
addToLibrary({
  $Socket__deps: ['$Text'],
  $Socket: {
    now: null,
    connect(owner, url, maxFrame) {
      let socket;
      const live = () => Socket.now === socket;
      const closed = (code) => {
        if (!live()) return;
        Socket.now = null;
        _socket_closed(owner, code);
      };
      try {
        socket = new WebSocket(url, 'xmpp');
      } catch { // not a URL, or the page's policy forbids it: told later, as every other failure
        Socket.now = socket = {};
        setTimeout(closed, 0, 1006);
        return;
      }
      Socket.now = socket;
      socket.binaryType = 'arraybuffer';
      socket.onopen = () => { if (live()) Text.pass(socket.protocol, (at, size) => _socket_open(owner, at, size)); };
      socket.onmessage = ({ data }) => {
        if (!live()) return;
        if (typeof data !== 'string') _socket_binary(owner);
        else if (data.length <= maxFrame) Text.pass(data, (at, size) => _socket_text(owner, at, size));
        else {
          socket.close(4009, 'frame too large'); // 1009 is not for scripts to send
          closed(1009);
        }
      };
      socket.onclose = ({ code }) => closed(code);
    },
  },
  js_socket_connect__deps: ['$Socket', '$UTF8ToString'],
  js_socket_connect: (owner, url, size, maxFrame) => Socket.connect(owner, UTF8ToString(url, size), maxFrame),
  js_socket_send__deps: ['$Socket', '$UTF8ToString'],
  js_socket_send: (frame, size) => {
    if (Socket.now && Socket.now.readyState === 1) Socket.now.send(UTF8ToString(frame, size));
  },
  js_socket_close__deps: ['$Socket'],
  js_socket_close: () => { if (Socket.now && Socket.now.close) Socket.now.close(1000); },
  js_socket_abandon__deps: ['$Socket'],
  js_socket_abandon: () => {
    const socket = Socket.now;
    Socket.now = null;
    if (socket && socket.close) socket.close();
  },
});
