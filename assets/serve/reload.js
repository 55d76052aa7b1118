// Reloads the page when it is no longer what its files would give. Only a page that is seen listens: a browser allows
// a server few connections at once, and one that is seen again hears at once whether it is out of date.
"use strict";
{
  const made = document.currentScript.dataset.state;
  let events;
  const listen = () => {
    events?.close();
    events = undefined;
    if (document.visibilityState !== "visible") return;
    events = new EventSource("/~nidan/events");
    events.onmessage = ({ data }) => {
      if (data === made) return;
      events.close();
      location.reload();
    };
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", listen);
  addEventListener("pagehide", () => events?.close());
}
