// The records of a zip archive: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT

export const LOCAL_HEADER = 0x04034b50;
export const DIRECTORY_ENTRY = 0x02014b50;
export const END = 0x06054b50;
export const END_64 = 0x06064b50;
export const LOCATOR_64 = 0x07064b50;

/** Bytes of each record without its texts. */
export const LOCAL_HEADER_SIZE = 30;
export const DIRECTORY_ENTRY_SIZE = 46;
export const END_SIZE = 22;
export const END_64_SIZE = 56;
export const LOCATOR_64_SIZE = 20;

export const STORED = 0;
export const DEFLATED = 8;

/** Flag: the name is UTF-8, not code page 437. */
export const UTF8 = 0x800;

/** In place of a number of 32 bits that stands in the extra field of zip64, which has this id. */
export const IN_EXTRA = 0xffffffff;
export const EXTRA_64 = 1;
