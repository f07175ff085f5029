/*
 * Pages without a connection, and devices that ring.
 *
 * Kept are files of the build, which anybody can fetch: never an answer of the API. What a person has read is kept by the
 * app (lib/offline), and goes when they sign out.
 */
import { build } from './build.js';
import { fileFor, lateParts, offlinePage, ringOf, whereTo } from './files.js';

declare const self: ServiceWorkerGlobalScope;

const pages = `pages-${build.id}`;
const fixed = 'static';
const known: ReadonlySet<string> = new Set(build.pages);

self.addEventListener('install', (event) => event.waitUntil(prepare()));

/** All pages of one build or none: half of them would ask for scripts of another one. */
async function prepare(): Promise<void> {
  const all = await caches.open(fixed);
  await Promise.all(build.shell.map((path) => keep(all, path)));
  await keepPages();
}

/** In the language of the moment: the app throws them away when another one is chosen. */
async function keepPages(): Promise<void> {
  const kept = await caches.open(pages);
  const there = new Set((await kept.keys()).map(({ url }) => new URL(url).pathname));
  const missing = build.pages.map(folder).filter((path) => !there.has(path));
  await kept.addAll(missing.map((path) => new Request(path, { cache: 'no-cache' })));
}

/** Files whose names change with their contents are fetched once. */
async function keep(cache: Cache, path: string): Promise<void> {
  if (!(await cache.match(path))) await cache.add(path);
}

/** The server leads from index.html to nowhere else: its folder is the address. */
function folder(path: string): string {
  return path.replace(/index\.html$/, '');
}

self.addEventListener('activate', (event) => event.waitUntil(takeOver()));

async function takeOver(): Promise<void> {
  await self.clients.claim();
  // Tabs that are open may still want parts of the build before this one.
  const older = (await caches.keys()).filter((name) => name.startsWith('pages-') && name !== pages);
  await Promise.all(older.map((name) => caches.delete(name)));
}

self.addEventListener('message', (event) => {
  const { data } = event as { data: { takeOver?: true; fill?: string } };
  if (data.takeOver) void self.skipWaiting();
  if (data.fill) event.waitUntil((filling ??= fill(data.fill).finally(() => (filling = null))));
});

/** One at a time, however many pages ask. */
let filling: Promise<void> | null = null;

/**
 * The parts that come late, and out with those that no page wants any more. Nothing hurries here, and nothing goes on
 * once a newer build waits: it cannot take over before this one is idle.
 */
async function fill(language: string): Promise<void> {
  await keepPages();
  const cache = await caches.open(fixed);
  const there = new Map((await cache.keys()).map((request) => [new URL(request.url).pathname, request] as const));
  for (const path of lateParts(build.rest, language)) {
    if (self.registration.waiting) return;
    if (!there.has(path)) await cache.add(path).catch(() => undefined);
  }
  const alone = (await self.clients.matchAll({ type: 'window' })).length <= 1;
  if (!alone || self.registration.waiting) return;
  const wanted = new Set([...build.shell, ...build.rest]);
  for (const [path, request] of there) if (!wanted.has(path)) await cache.delete(request);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/_next/static/')) return event.respondWith(unchanging(request));
  const file = fileFor(url.pathname, known);
  if (file !== null) return event.respondWith(ofThisBuild(file, request));
  if (request.mode === 'navigate' && !url.pathname.startsWith('/api/')) event.respondWith(orOffline(request));
});

async function unchanging(request: Request): Promise<Response> {
  const cache = await caches.open(fixed);
  const found = await cache.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) void cache.put(request, answer.clone());
  return answer;
}

/** A browser may have thrown the cache away. */
async function ofThisBuild(file: string, request: Request): Promise<Response> {
  return (await (await caches.open(pages)).match(folder(file), { ignoreVary: true })) ?? orOffline(request);
}

async function orOffline(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (reason) {
    const page = request.mode === 'navigate' ? await (await caches.open(pages)).match(folder(offlinePage), { ignoreVary: true }) : undefined;
    if (page) return page;
    throw reason;
  }
}

self.addEventListener('push', (event) => event.waitUntil(ring(event.data?.text())));

async function ring(text: string | undefined): Promise<void> {
  const { title, body, tag, path } = ringOf(text);
  await self.registration.showNotification(title, { body, tag, icon: '/icon-192.png', badge: '/icon-192.png', data: path });
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(show(whereTo(event.notification.data, self.location.origin)));
});

/** A tab of ours that is open is led there by the app, which knows what is unsaved in it. */
async function show(url: string): Promise<void> {
  const [open] = await self.clients.matchAll({ type: 'window' });
  if (!open) return void (await self.clients.openWindow(url));
  await open.focus();
  open.postMessage({ go: url });
}
