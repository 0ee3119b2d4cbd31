import { expect, test } from "vitest";
import { readOnce } from "../../src/browser/settings.js";

/** Settings by their ids, which count how often they are read. */
class Stored {
  reads = 0;
  readonly #raw = new Map([
    ["theme", "light"],
    ["keys", "{}"],
  ]);

  async fetch(_id: string): Promise<object> {
    throw new Error("not to be asked");
  }

  async list(_query?: "ids"): Promise<{ ids: string[]; values: { id: string }[] }> {
    this.reads += 1;
    const values = [...this.#raw].map(([id, raw]) => ({ id, raw }));
    return { ids: values.map(({ id }) => id), values };
  }

  async save(id: string, raw: string): Promise<void> {
    this.#raw.set(id, raw);
  }
}

test("settings are read once for all who ask", async () => {
  const stored = new Stored();
  readOnce(stored);
  const asked = await Promise.all([stored.fetch("theme"), stored.fetch("keys")]);
  expect(asked).toEqual([
    { id: "theme", raw: "light" },
    { id: "keys", raw: "{}" },
  ]);
  expect(await stored.list()).toEqual({ ids: ["theme", "keys"], values: asked });
  expect(await stored.list("ids")).toEqual({ ids: ["theme", "keys"], values: [] });
  expect(stored.reads).toBe(1);
});

test("who asks may write into what was given", async () => {
  const stored = new Stored();
  readOnce(stored);
  Object.assign(await stored.fetch("theme"), { raw: "blue" });
  expect(await stored.fetch("theme")).toEqual({ id: "theme", raw: "light" });
});

test("what was saved is given from then on", async () => {
  const stored = new Stored();
  readOnce(stored);
  await stored.fetch("theme");
  await stored.save("theme", "dark");
  expect(await stored.fetch("theme")).toEqual({ id: "theme", raw: "dark" });
});

test("a reading that failed is not kept", async () => {
  const stored = new Stored();
  const list = stored.list.bind(stored);
  let fails = true;
  stored.list = async () => {
    if (fails) throw new Error("no network");
    return list();
  };
  readOnce(stored);
  await expect(stored.fetch("theme")).rejects.toThrow("no network");
  fails = false;
  expect(await stored.fetch("theme")).toEqual({ id: "theme", raw: "light" });
});

test("settings of which nothing is known are refused", async () => {
  const stored = new Stored();
  readOnce(stored);
  await expect(stored.fetch("nobody")).rejects.toThrow("Setting nobody not found");
});
