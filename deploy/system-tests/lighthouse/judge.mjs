// Judges a page in a browser of its own, whose cookies are there before the page is asked for: as a header of each request they would
// be replaced by the browser's own as soon as a script of the page sets one. Reads what to judge from the file that it is given.
import { readFileSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import lighthouse from "lighthouse";
import { computeMedianRun } from "lighthouse/core/lib/median-run.js";
import puppeteer from "puppeteer-core";

const { address, cookies, language, browser: executablePath, report } = JSON.parse(readFileSync(process.argv[2], "utf8"));

// What else the machine does, the judged services above all, changes how long a page takes: Lighthouse's advice is the median of five.
const RUNS = 5;

// The browser has been open for a while, as somebody's is: what one does in its first seconds, such as reading the fonts of the system,
// would be counted as the page's. Lighthouse empties its caches before each run, so that everything of ours is loaded each time.
const browser = await puppeteer.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--accept-lang=" + language],
});

// Who judges gives way to who is judged: what reads the trace would take the processors from the page. The browser is started before.
setPriority(process.pid, 15);

async function visit(look) {
  const page = await browser.newPage();
  try {
    await page.setCookie(...Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })));
    return await look(page);
  } finally {
    await page.close();
  }
}

async function judge(page) {
  const { lhr } = await lighthouse(
    address,
    {
      logLevel: "error",
      onlyCategories: ["performance", "accessibility", "best-practices", "seo"],
      extraHeaders: { "Accept-Language": language },
    },
    undefined,
    page,
  );
  if (lhr.runtimeError) {
    throw new Error(lhr.runtimeError.message);
  }
  return lhr;
}

// A trace that Chromium did not record ("please run Lighthouse again") says nothing of the page; twice in a row it is a fault.
async function judged() {
  try {
    return await visit(judge);
  } catch (unrecorded) {
    console.error(unrecorded.message);
    return visit(judge);
  }
}

try {
  await visit((page) => page.goto(address, { waitUntil: "load" }));
  const runs = [];
  for (let each = 0; each < RUNS; each++) {
    runs.push(await judged());
  }
  writeFileSync(report, JSON.stringify(computeMedianRun(runs)));
} finally {
  await browser.close();
}
