// How a page comes to know of changes. A browser opens six connections to a server at most (HTTP/1.1) and an event stream
// keeps one for itself, so all pages share one stream: the one that holds a lock has it and passes on what comes. Pages that
// nobody sees let go of everything, and ask for the state when they are seen again.

/** @typedef {import("./panel.js").State} State */

// Without a shared stream, which browsers only allow on this machine and over HTTPS, a page asks every second. With one it
// asks now and then: the page that has the stream may stand still, in a debugger for one.
const alone = 1000;
const beside = 5000;
const again = 2000;

const name = "baken-dev";

/**
 * Keeps a stream open until the signal aborts.
 *
 * @param {AbortSignal} signal @param {(state: State) => void} told @param {() => void} lost
 */
const stream = (signal, told, lost) => {
  /** @type {EventSource} */
  let events;
  let timer = 0;
  const open = () => {
    events = new EventSource("/.baken/events");
    events.addEventListener("message", (message) => told(JSON.parse(message.data)));
    events.addEventListener("error", () => {
      lost();
      // It tries again by itself, unless what it got was no stream.
      if (events.readyState === EventSource.CLOSED) {
        timer = setTimeout(open, again);
      }
    });
  };
  open();
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    events.close();
  });
};

/**
 * Calls told with each state that is new, and lost when the server doesn't answer, for as long as the page is visible.
 *
 * @param {(state: State) => void} told @param {() => void} lost
 */
export const listen = (told, lost) => {
  /** @type {State | undefined} */
  let last;
  const seen = () => (last ? `${last.run}.${last.told}` : "");
  const missing = () => {
    last = undefined; // Whatever comes next is news.
    lost();
  };
  /** @param {State} state */
  const take = (state) => {
    if (last?.run === state.run && last.told >= state.told) {
      return; // It came another way before.
    }
    last = state;
    told(state);
  };

  /** @param {AbortSignal} signal @param {number} pause @param {() => boolean} wanted */
  const poll = (signal, pause, wanted) => {
    let asking = false;
    const ask = async () => {
      if (asking || !wanted()) {
        return;
      }
      asking = true;
      try {
        const answer = await fetch(`/.baken/state?seen=${seen()}`, { cache: "no-store", signal });
        if (answer.status === 200) {
          take(await answer.json());
        } else if (!answer.ok) {
          missing();
        }
      } catch {
        if (!signal.aborted) {
          missing();
        }
      }
      asking = false;
    };
    const timer = setInterval(ask, pause);
    signal.addEventListener("abort", () => clearInterval(timer));
    void ask();
  };

  /** @param {AbortSignal} signal */
  const share = (signal) => {
    let leads = false;
    const channel = new BroadcastChannel(name);
    channel.addEventListener("message", ({ data }) => (data ? take(data) : missing()));
    signal.addEventListener("abort", () => channel.close());
    /** @param {State | undefined} state */
    const pass = (state) => {
      if (!signal.aborted) {
        channel.postMessage(state);
      }
    };
    const held = () => new Promise((release) => {
      if (signal.aborted) {
        release(undefined);
        return;
      }
      leads = true;
      document.documentElement.dataset.stream = "open";
      signal.addEventListener("abort", () => {
        delete document.documentElement.dataset.stream;
        release(undefined);
      });
      stream(signal, (state) => {
        take(state);
        pass(state);
      }, () => {
        missing();
        pass(undefined);
      });
    });
    navigator.locks.request(name, { signal }, held).catch(() => {}); // The page was hidden before its turn came.
    poll(signal, beside, () => !leads);
  };

  /** @type {AbortController | undefined} */
  let open;
  const look = () => {
    if (document.visibilityState === "hidden") {
      open?.abort();
      open = undefined;
    } else if (!open) {
      open = new AbortController();
      if ("locks" in navigator && "BroadcastChannel" in window) {
        share(open.signal);
      } else {
        poll(open.signal, alone, () => true);
      }
    }
  };
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", look);
  look();
};
