// What is told at once: one stream for an open page, opened again after whatever closed it.
const SHORTEST_WAIT = 2000;
const LONGEST_WAIT = 60000;

/** The browser reconnects by itself after a cut; after a refusal (a restart, a spent session) it gives up and we do it. */
export function follow(address, opened, told) {
  let stream = null;
  let waiting = 0;
  let wait = SHORTEST_WAIT;

  function listen() {
    clearTimeout(waiting);
    stream = new EventSource(address);
    stream.addEventListener("open", () => {
      wait = SHORTEST_WAIT;
      opened();
    });
    stream.addEventListener("notification", told);
    stream.addEventListener("error", () => {
      if (stream.readyState === EventSource.CLOSED) {
        waiting = setTimeout(listen, wait * (0.5 + Math.random()));
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    });
  }

  listen();
  addEventListener("pagehide", () => {
    clearTimeout(waiting);
    stream.close();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      listen();
    }
  });
}
