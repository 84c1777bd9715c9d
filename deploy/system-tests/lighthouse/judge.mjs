// Judges a page in a browser of its own, whose cookies are there before the page is asked for: as a header of each request they would
// be replaced by the browser's own as soon as a script of the page sets one. Reads what to judge from the file that it is given.
import { readFileSync, writeFileSync } from "node:fs";
import lighthouse from "lighthouse";
import { computeMedianRun } from "lighthouse/core/lib/median-run.js";
import puppeteer from "puppeteer-core";

const { address, cookies, language, browser: executablePath, report } = JSON.parse(readFileSync(process.argv[2], "utf8"));

// What else the machine does, the judged services above all, changes how long a page takes: Lighthouse's advice is the median of five.
const RUNS = 5;

async function run() {
  const browser = await puppeteer.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--accept-lang=" + language],
  });
  try {
    const page = await browser.newPage();
    await page.setCookie(...Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })));
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
  } finally {
    await browser.close();
  }
}

const runs = [];
for (let each = 0; each < RUNS; each++) {
  runs.push(await run());
}
writeFileSync(report, JSON.stringify(computeMedianRun(runs)));
