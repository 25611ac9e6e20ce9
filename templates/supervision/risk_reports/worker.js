// Below /staff/risk-reports/report/ alone: while there is no network, the form that the page kept is shown instead.
const SHELL = "risk-report";
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const kept = request.mode === "navigate" ? new URL("offline/", self.registration.scope).href : request;
  event.respondWith(fetch(request).catch(async () => (await (await caches.open(SHELL)).match(kept)) || Response.error()));
});
