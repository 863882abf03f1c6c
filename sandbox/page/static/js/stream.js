// Streams of events from the server. A browser opens few connections to one server, and a stream
// holds one: a page that is not looked at lets go of its own, and takes up where it was later.

/**
 * follow calls learn with every event of a stream from the one after seq on; address(seq) is where it
 * goes on. lost and found are called when the connection breaks and comes back. It returns what ends
 * the stream.
 */
export function follow(address, seq, { learn, lost, found }) {
  let source = null;
  let broken = false;

  const open = () => {
    if (source || document.hidden) return;
    source = new EventSource(address(seq));
    source.addEventListener('message', (event) => {
      const what = JSON.parse(event.data);
      seq = what.seq;
      learn(what);
    });
    source.addEventListener('error', () => {
      broken = true;
      lost?.();
      if (source?.readyState === EventSource.CLOSED) { // refused, not broken: the browser would not try again
        close();
        setTimeout(open, 2000);
      }
    });
    source.addEventListener('open', () => {
      if (broken) found?.();
      broken = false;
    });
  };
  const close = () => {
    source?.close();
    source = null;
  };
  const turn = () => (document.hidden ? close() : open());

  document.addEventListener('visibilitychange', turn);
  addEventListener('pagehide', close);
  addEventListener('pageshow', open);
  open();
  return () => {
    document.removeEventListener('visibilitychange', turn);
    removeEventListener('pagehide', close);
    removeEventListener('pageshow', open);
    close();
  };
}
