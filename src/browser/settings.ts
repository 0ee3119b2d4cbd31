/** What is told of all settings: their ids, and what they are unless only ids are asked for. */
interface Listed {
  ids: string[];
  values: { id: string }[];
}

/** What is used of JupyterLite's settings. */
export interface Settings {
  fetch(id: string): Promise<object>;
  list(query?: "ids"): Promise<Listed>;
  save(id: string, raw: string): Promise<void>;
}

/**
 * Has `settings` be read once, and again after they were saved: for each of some sixty plugins JupyterLite
 * reads those of all.
 */
export function readOnce(settings: Settings): void {
  const list = settings.list.bind(settings);
  const save = settings.save.bind(settings);
  let read: Promise<Listed> | undefined;
  const forget = (): void => {
    read = undefined;
  };
  const all = (): Promise<Listed> => {
    if (read === undefined) {
      read = list();
      read.catch(forget);
    }
    return read;
  };
  // Each asker writes into what it is given.
  settings.list = async (query) => {
    const { ids, values } = await all();
    return structuredClone({ ids, values: query === undefined ? values : [] });
  };
  settings.fetch = async (id) => {
    const found = (await all()).values.find((value) => value.id === id);
    if (found === undefined) throw new Error(`Setting ${id} not found`);
    return structuredClone(found);
  };
  settings.save = async (id, raw) => {
    await save(id, raw);
    forget();
  };
}
