import { type Browser, chromium, type Page } from 'playwright-core';

/** Keeps Chromium from talking to anyone but the server under test. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS });
}

export interface Look {
  width?: number;
  theme?: 'light' | 'dark';
  reducedMotion?: boolean;
  forcedColors?: boolean;
  /** What the browser prefers. */
  locale?: string;
}

export interface Visit {
  page: Page;
  /** What must never happen: policy violations, foreign requests, script errors. Tests expect it empty. */
  wrong: string[];
  close: () => Promise<void>;
}

/** Opens a page of its own and listens for everything that must not happen on it. */
export async function visit(browser: Browser, address: string, look: Look = {}): Promise<Visit> {
  const {
    width = 1280,
    theme = 'light',
    reducedMotion = false,
    forcedColors = false,
    locale = 'en-GB',
  } = look;
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width, height: 900 },
    colorScheme: theme,
    locale,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    forcedColors: forcedColors ? 'active' : 'none',
  });
  const wrong: string[] = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== address && !['data:', 'blob:', 'about:'].includes(url.protocol)) {
      wrong.push(`foreign request: ${url.href}`);
    }
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => wrong.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (/policy violation|content security policy|trusted type/i.test(text)) wrong.push(text);
  });
  return { page, wrong, close: () => context.close() };
}
