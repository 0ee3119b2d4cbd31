import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AxeResults, Result } from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProject } from "../../scripts/lib/project.mjs";
import type { StaticServer } from "../../scripts/lib/static-server.mjs";
import { browserPath, openBrowser } from "../browser/browser.js";
import { LIMIT } from "../limits.js";
import { attributes, buildSite, filesOf, ownPages, serveSite, wrongLinks } from "./site.js";

const folder = mkdtempSync(join(tmpdir(), "middle-layer-site-"));
const site = join(folder, "site");
const read = (page: string): string => readFileSync(join(site, page), "utf8");

beforeAll(() => buildSite(site));
afterAll(() => rmSync(folder, { recursive: true }));

describe("the files of the site", () => {
  test("there is a page for each notebook, the glossary, an index for each language, the API", () => {
    const notebooks = filesOf(inProject("notebooks"), ".ipynb").filter(
      (f) => !/checkpoint/.test(f),
    );
    const pages = notebooks.map((name) => name.replace(".ipynb", ".html"));
    expect(ownPages(site)).toEqual(
      expect.arrayContaining([...pages, "index.html", "ja/index.html", "glossary.html"]),
    );
    expect(filesOf(site, ".html")).toContain("api/classes/MiddleLayer.html");
  });

  test("every link leads to a file and an anchor that is there, and nothing is loaded from elsewhere", () => {
    expect(wrongLinks(site)).toEqual([]);
  });

  test("a wrong link would be found", () => {
    const pages = join(folder, "pages", "a");
    mkdirSync(pages, { recursive: true });
    writeFileSync(join(pages, "b.html"), '<p id="x"><a href="b.html#x">');
    writeFileSync(
      join(pages, "c.html"),
      '<a href="b.html#y"><a href="#z"><a href="/a/b.html"><img alt="" src="//example.org/x.png"><link rel="icon" href="d.svg">',
    );
    const wrong = ["//example.org/x.png", "b.html#y", "#z", "/a/b.html"];
    const found = wrongLinks(join(folder, "pages"));
    expect(found).toEqual(expect.arrayContaining(wrong.map((link) => `a/c.html: ${link}`)));
    expect(found).toContain("a/c.html: d.svg");
    expect(found.filter((line) => line.startsWith("a/b.html"))).toEqual([]);
  });

  test("styles load nothing from elsewhere", () => {
    const styles = filesOf(site, ".css").map((file) => read(file));
    const urls = styles.flatMap((css) => css.match(/url\([^)]*\)/g) ?? []);
    expect(urls.filter((url) => /url\(["']?([a-z]+:)?\/\//i.test(url))).toEqual([]);
  });

  test("each page has a title and a description of its own", () => {
    const titles = ownPages(site).map((page) => /<title>(.*?)<\/title>/s.exec(read(page))?.[1]);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.every((title) => title && / · middle-layer/.test(title))).toBe(true);
    const descriptions = ownPages(site).map(
      (page) => attributes(read(page), /name="description"/, "content")[0],
    );
    expect(descriptions.filter((text) => !text || text.length < 20)).toEqual([]);
  });

  test("each page has one heading of the first level, and none of a level left out", () => {
    for (const page of ownPages(site)) {
      const levels = [...read(page).matchAll(/<h([1-6])\b/g)].map(([, level]) => Number(level));
      const jumps = levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1);
      expect([page, levels[0], levels.filter((level) => level === 1).length, jumps]).toEqual([
        page,
        1,
        1,
        [],
      ]);
    }
  });

  test("each picture has a text, each page its language, and Japanese words in English ones theirs", () => {
    for (const page of ownPages(site)) {
      const html = read(page);
      expect(html).toMatch(page.startsWith("ja/") ? /<html lang="ja"/ : /<html lang="en"/);
      expect(html.match(/<img\b(?![^>]*\balt=)[^>]*>/g)).toBeNull();
      if (page.startsWith("ja/")) continue;
      const text = html.replace(/<(script|title|annotation)\b.*?<\/\1>/gs, "");
      const unmarked = text
        .replace(/<(\w+)[^>]* lang="ja"[^>]*>[^<]*<\/\1>/g, "")
        .replace(/<[^>]*>/g, "");
      expect([page, unmarked.match(/[ぁ-んァ-ヶ一-龠]+/g)]).toEqual([page, null]);
    }
  });

  test("notices.txt names what the scripts and styles are made of", () => {
    const notices = read("notices.txt");
    for (const name of [
      "vega",
      "vega-lite",
      "vega-embed",
      "vega-interpreter",
      "katex",
      "typedoc",
    ]) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+, [A-Z]`, "m"));
    }
    expect(notices).not.toMatch(/, [\w.-]+\n\n+-----/); // a name without its text
  });
});

describe.skipIf(!browserPath)("the site in a browser", () => {
  let browser: Browser;
  let server: StaticServer;
  let url: string;
  const faults: string[] = [];

  beforeAll(async () => {
    server = await serveSite(site);
    url = server.url;
    browser = await openBrowser(folder);
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  /** A window; what its pages complain of, or ask of other hosts, is noted. */
  async function open(options: Parameters<Browser["newContext"]>[0]): Promise<BrowserContext> {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(LIMIT);
    context.on("console", (message) => {
      if (/error|warning/.test(message.type()))
        faults.push(`${message.page()?.url()}: ${message.text()}`);
    });
    context.on("weberror", (error) => faults.push(String(error.error())));
    context.on("request", (request) => {
      const address = request.url();
      if (!address.startsWith(url) && !/^(data|blob):/.test(address)) faults.push(address);
    });
    context.on("response", (response) => {
      if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
    });
    return context;
  }

  /** Draws all charts of a page, from its top to its end. */
  async function drawAll(page: Page): Promise<void> {
    await page.evaluate(() => {
      for (const figure of document.querySelectorAll("figure.chart")) figure.scrollIntoView();
    });
    for (const figure of await page.locator("figure.chart:has(script)").all()) {
      await figure.scrollIntoViewIfNeeded();
      await figure.locator(".live svg").waitFor();
    }
    await page.evaluate(() => scrollTo(0, 0));
  }

  /** What axe finds wrong by a list of rules, or with the settings of some, with the answers open. */
  async function violations(page: Page, rules: object): Promise<string[]> {
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
      // Hidden from those who hear the page, these parts would take most of the time.
      for (const part of document.querySelectorAll(".live svg *, .katex-html")) part.remove();
    });
    // What has come into sight, and scrolls, is made reachable by keys in the next frame.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    await page.evaluate(axe);
    const chosen = Array.isArray(rules) ? { runOnly: rules } : { rules };
    const options = JSON.stringify({ resultTypes: ["violations"], ...chosen });
    const { violations } = await page.evaluate<AxeResults>(`axe.run(${options})`);
    // typedoc's pages have headings of a level left out.
    const isGrave = ({ impact }: Result) => impact === "serious" || impact === "critical";
    const found = page.url().includes("/api/") ? violations.filter(isGrave) : violations;
    return found.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${page.url()}: ${id}: ${target}: ${failureSummary}`,
      ),
    );
  }
  const axe = readFileSync(inProject("node_modules", "axe-core", "axe.min.js"), "utf8");

  const REFERENCE = [
    "index",
    "classes/MiddleLayer",
    "functions/layerChart",
    "interfaces/Activation",
  ];

  // What the theme alone decides is the contrast of text. axe sees no text in a heading of MathML.
  const header = { "empty-table-header": { enabled: false } };
  test.each([
    ["light", 1280, header],
    ["dark", 1280, ["color-contrast"]],
    ["light", 375, { ...header, "color-contrast": { enabled: false } }],
  ] as const)("axe finds nothing, %s, %i pixels wide", async (colorScheme, width, rules) => {
    const context = await open({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
    const page = await context.newPage();
    for (const name of [...ownPages(site), ...REFERENCE.map((kind) => `api/${kind}.html`)]) {
      await page.goto(url + name);
      await drawAll(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect([name, width]).toEqual([name, 0]);
      expect(await violations(page, rules)).toEqual([]);
    }
    await context.close();
    expect(faults.splice(0)).toEqual([]);
  });

  test("axe would find a picture without a text, and pale text", async () => {
    const context = await open({ bypassCSP: true });
    const page = await context.newPage();
    await page.goto(`${url}glossary.html`);
    await page.evaluate(() => {
      document
        .querySelector("main")
        ?.insertAdjacentHTML("beforeend", "<img src='images/layer.png'>");
      document.querySelector("p")?.setAttribute("style", "color: #bbb");
    });
    const found = (await violations(page, header)).join("\n");
    expect(found).toContain("image-alt");
    expect(found).toContain("color-contrast");
    await context.close();
  });

  test("without scripts there are pictures, formulas and answers", async () => {
    const context = await open({
      javaScriptEnabled: false,
      colorScheme: "dark",
      viewport: { width: 375, height: 800 },
    });
    const page = await context.newPage();
    for (const name of ownPages(site)) {
      await page.goto(url + name);
      for (const picture of await page.locator("figure.chart img").all()) {
        await picture.scrollIntoViewIfNeeded();
        expect((await picture.getAttribute("alt"))?.length).toBeGreaterThan(10);
        await expect.poll(async () => (await picture.boundingBox())?.height).toBeGreaterThan(50);
        expect(await picture.evaluate((img) => getComputedStyle(img).mixBlendMode)).toBe("normal");
        expect(await picture.evaluate((img: HTMLImageElement) => img.currentSrc)).toMatch(/-dark/);
      }
      const formula = page.locator(".katex-html").first();
      if (await formula.count()) expect((await formula.boundingBox())?.width).toBeGreaterThan(5);
      const summary = page.locator(".cell details > summary").first();
      if (await summary.count()) {
        await summary.click();
        expect(await page.locator(".cell details[open] > :not(summary)").count()).toBeGreaterThan(
          0,
        );
      }
    }
    await context.close();
    expect(faults.splice(0)).toEqual([]);
  });

  describe("the cells of a page", () => {
    let context: BrowserContext;
    let page: Page;
    beforeAll(async () => {
      context = await open({ viewport: { width: 375, height: 800 }, bypassCSP: false });
      page = await context.newPage();
    });
    afterAll(() => context.close());

    const cell = (id: string) => page.locator(`#${id}`);
    const outputs = async (id: string): Promise<string> =>
      (await cell(id).locator(".outputs > *").allTextContents()).join("").trim();

    /** Presses a button of a cell, or keys in it, and waits until nothing runs. */
    async function run(id: string, press = () => cell(id).getByRole("button").first().click()) {
      await press();
      await page.waitForFunction(() => document.querySelector("[aria-busy]") === null);
    }

    async function write(id: string, code: string): Promise<void> {
      const editor = cell(id).getByRole("textbox");
      await editor.press("ControlOrMeta+A");
      await page.keyboard.insertText(code);
      await run(id, () => editor.press("Shift+Enter"));
    }

    test("run here, after those above, and show what they showed", async () => {
      await page.goto(`${url}ja/01-middle-layer.html`);
      const ids = await page
        .locator(".cell.code")
        .evaluateAll((cells) => cells.map(({ id }) => id));
      const texts = async () =>
        (await page.locator(".cell.code pre.stream").allTextContents()).map((x) => x.trimEnd());
      const stored = await texts();
      const described = async () =>
        page.locator("figure.chart [role=img]").evaluateAll((all) => all.map((x) => x.ariaLabel));
      await drawAll(page);
      const charts = await described();
      await run(ids.at(-1) ?? "");
      expect(await texts()).toEqual(stored);
      await expect.poll(described).toEqual(charts);
      expect(faults.splice(0)).toEqual([]);
    });

    test("are edited, and checked before they run", async () => {
      await write("change", 'const text: number = "a";');
      expect(await outputs("change")).toMatch(/^In\[\d+\]:1:7 - error TS2322: /);
      await write("change", "console.log(1 + 1);\n({ a: new Matrix(2, 3).rows })");
      expect(await outputs("change")).toMatch(/^2\s+\{ a: 2 \}$/);
      expect(faults.splice(0)).toEqual([]);
    });

    test("of exercises are empty ones to write in", async () => {
      await write("exercise-1-code", "new Matrix(2, 3).columns");
      expect(await outputs("exercise-1-code")).toBe("3");
    });

    test("are stopped, and those above run again after a loop, which takes the variables along", async () => {
      const id = "change";
      const editor = cell(id).getByRole("textbox");
      await editor.press("ControlOrMeta+A");
      await page.keyboard.insertText("console.log(1); for (;;) {}");
      await editor.press("Shift+Enter");
      const stop = cell(id).getByRole("button", { name: "停止" });
      await run(id, () => stop.click());
      expect(await outputs(id)).toContain("all variables are lost");
      await write(id, "new Matrix(2, 3).columns");
      expect(await outputs(id)).toBe("3");
      expect(faults.splice(0)).toEqual([]);
    });
  });

  describe("a page of a notebook", () => {
    let context: BrowserContext;
    let page: Page;
    beforeAll(async () => {
      context = await open({ colorScheme: "light", viewport: { width: 375, height: 800 } });
      page = await context.newPage();
    });
    afterAll(() => context.close());

    test("draws a chart anew when its slider is moved, also by keys", async () => {
      await page.goto(`${url}04-network.html`);
      const chart = page.locator("#boundary figure.chart");
      await chart.scrollIntoViewIfNeeded();
      const slider = chart.getByRole("slider");
      await slider.waitFor();
      expect(await slider.evaluate((input: HTMLInputElement) => input.labels?.length)).toBe(1);
      const drawing = () => chart.locator("svg").innerHTML();
      const last = await drawing();
      await slider.press("Home");
      await expect.poll(drawing).not.toBe(last);
      const first = await drawing();
      const box = await slider.boundingBox();
      await slider.click({ position: { x: (box?.width ?? 0) - 4, y: (box?.height ?? 0) / 2 } });
      await expect.poll(drawing).not.toBe(first);
      expect(box?.width).toBeGreaterThan(120);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(375);
    });

    test("is dark at a press, with charts whose sliders stay, and remembers it", async () => {
      const slider = page.locator("#boundary").getByRole("slider");
      await slider.press("Home");
      const ground = () =>
        page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const light = await ground();
      const before = await page.locator("#boundary svg").innerHTML();
      await page.getByRole("button", { name: "Dark", exact: true }).click();
      expect(await ground()).not.toBe(light);
      await expect.poll(() => page.locator("#boundary svg").innerHTML()).not.toBe(before);
      expect(await slider.inputValue()).toBe("0");
      await page.goto(`${url}01-middle-layer.html`);
      expect(await ground()).not.toBe(light);
      await page.goto(`${url}api/index.html`);
      expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
    });

    test("moves nothing when its charts are drawn", async () => {
      await page.goto(`${url}04-network.html`);
      const place = () =>
        page
          .locator("#boundary-read")
          .evaluate((cell) => cell.getBoundingClientRect().top + scrollY);
      await page.evaluate(() => document.fonts.ready);
      const before = await place();
      await drawAll(page);
      expect(Math.abs((await place()) - before)).toBeLessThan(12);
    });

    test("prints the pictures of its charts, without sliders", async () => {
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("#boundary picture").isVisible()).toBe(true);
      expect(await page.locator("#boundary svg").isVisible()).toBe(false);
      expect(await page.locator("#boundary").getByRole("slider").isVisible()).toBe(false);
      await page.emulateMedia({ media: null });
    });

    test("leads to the same cell in the other language", async () => {
      await page.goto(`${url}08-numpys-numbers.html`);
      const cell = page.locator(".cell.code").nth(4);
      const id = await cell.getAttribute("id");
      await cell.evaluate((element) => element.scrollIntoView());
      await page
        .getByRole("link", { name: "日本語" })
        .evaluate((link: HTMLElement) => link.click());
      await page.waitForURL(`${url}ja/08-numpys-numbers.html#${id}`);
      expect(await page.locator("html").getAttribute("lang")).toBe("ja");
      expect(await page.evaluate(() => scrollY)).toBeGreaterThan(500);
    });

    test("can be gone through by keys: first the way to the text", async () => {
      await page.goto(`${url}01-middle-layer.html`);
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.className)).toBe("skip");
      await page.keyboard.press("Enter");
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("text");
      const code = page.locator("#layer pre.shiki");
      await expect.poll(() => code.getAttribute("tabindex")).toBe("0");
      expect(await code.getAttribute("aria-label")).toBe("Code");
    });

    test("has made no complaint", () => {
      expect(faults.splice(0)).toEqual([]);
    });
  });
});
