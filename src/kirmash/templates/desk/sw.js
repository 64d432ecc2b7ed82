"use strict";
// Keeps the page that says the site is out of reach, with its style; nothing else is ever stored.
const SHELF = "kirmash-{{ version|escapejs }}";
const KEPT = ["{% url 'offline' %}", "{% static 'kirmash/kirmash.css' %}", "{% static 'kirmash/frame.css' %}", "{% static 'kirmash/mark.svg' %}"];
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(KEPT)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name !== SHELF).map((name) => caches.delete(name)))));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(KEPT[0])));
  else if (KEPT.includes(new URL(request.url).pathname)) event.respondWith(fetch(request).catch(() => caches.match(request)));
});
