/** What is called how in the language of the page. @type {Record<string, string>} */
export const words = JSON.parse(document.documentElement.dataset.words ?? "{}");
