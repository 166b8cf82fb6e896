import { type Browser, chromium, type Page } from '@playwright/test';
import { frameWork, type TraceEvent } from './frame-work.ts';

/** 64 hosts on 200 CSVs, with a limit in the middle of the map: the most that is drawn at once. */
const question = '/capacity/reservations?view=what-if&hosts=64&modules=2&channels=2&csvs=200&limit=20000';
const stepsPerWay = 60;
const dragged = 3;
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync', '--no-first-run'];

type Account = { url: string; email: string; password: string };

/**
 * Drags a slider from end to end and back as a hand does, a step per frame, several times over, and answers the ms of work
 * for each frame of each time.
 */
export async function dragSlider(account: Account, slider: string): Promise<number[][]> {
  const executablePath = process.env.HEDDLE_CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    const page = await browser.newPage({ baseURL: account.url, viewport: { width: 1440, height: 900 } });
    await signIn(page, account);
    await page.goto(question);
    await page.getByText(/combinations exceed/).waitFor();
    // Once without looking, so that the browser has made ready what it runs often.
    await drag(page, slider);
    const times: number[][] = [];
    for (let time = 0; time < dragged; time++) times.push(await recorded(browser, page, () => drag(page, slider)));
    return times;
  } finally {
    await browser.close();
  }
}

async function signIn(page: Page, { url, email, password }: Account): Promise<void> {
  const { csrfToken } = await (await page.request.get(`${url}/api/auth/csrf`)).json();
  const form = { email, password, csrfToken, callbackUrl: url, json: 'true' };
  await page.request.post(`${url}/api/auth/callback/password`, { form });
}

async function drag(page: Page, slider: string): Promise<void> {
  const thumb = page.getByRole('slider', { name: slider });
  await thumb.scrollIntoViewIfNeeded();
  const from = await thumb.evaluate((input) => {
    const { left, top, width, height } = (input.parentElement ?? input).getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
  const left = await leftEnd(page, slider);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const way = from.x - left;
  for (const there of [true, false]) {
    for (let step = 1; step <= stepsPerWay; step++) {
      const share = step / stepsPerWay;
      await page.mouse.move(there ? from.x - way * share : left + way * share, from.y);
      await nextFrame(page);
    }
  }
  await page.mouse.up();
}

/** Where the slider's track begins, in px of the page. */
async function leftEnd(page: Page, slider: string): Promise<number> {
  const group = page.getByRole('group', { name: slider, exact: true });
  const box = await group.boundingBox();
  if (!box) throw new Error(`There is no slider called ${slider}.`);
  return box.x + 4;
}

const nextFrame = (page: Page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));

async function recorded(browser: Browser, page: Page, act: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: TraceEvent[] };
  return frameWork(traceEvents);
}
