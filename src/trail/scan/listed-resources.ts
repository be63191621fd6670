// The `resources` of a record, from its bytes: of a list that is laid out as one before, only the strings are read.
import type { EventResource } from '../../core/event.js';
import { resourcesOfList } from '../normalise-record.js';
import { KnownLayouts } from './known-layouts.js';
import { KnownTexts } from './known-texts.js';
import { FIELD } from './record-fields.js';
import type { RecordReader } from './record-reader.js';
import type { TextLayout } from './text-layout.js';

const OPEN_LIST = 0x5b;
/** No string of a log begins so and goes on with a number that is one of its own places. */
const MARK = '\u0000';

/** Which string of a layout a field is, or -1 for none. */
interface Template {
  arn: number;
  accountId: number;
  type: number;
}

/** One for each thread. */
export class ListedResources {
  readonly #layouts = new KnownLayouts();
  readonly #templates = new WeakMap<TextLayout, readonly Template[]>();
  readonly #texts = new KnownTexts();

  /** What `resourcesOfList` makes of the row's list. `operation`: whose lists are alike. */
  of(reader: RecordReader, row: number, operation: string): readonly EventResource[] {
    const layout = reader.layoutOf(row, FIELD.resources, OPEN_LIST, this.#layouts, operation);
    if (layout === undefined) return resourcesOfList(reader.value(row, FIELD.resources));
    const { spans } = layout;
    const made: EventResource[] = [];
    for (const { arn, accountId, type } of this.#templatesOf(layout)) {
      made.push({
        arn: arn < 0 ? undefined : reader.plainText(spans[2 * arn] as number, spans[2 * arn + 1] as number),
        accountId: this.#known(reader, spans, accountId),
        type: this.#known(reader, spans, type),
      });
    }
    return made;
  }

  #known(reader: RecordReader, spans: Int32Array, place: number): string | undefined {
    if (place < 0) return undefined;
    return reader.knownText(spans[2 * place] as number, spans[2 * place + 1] as number, this.#texts);
  }

  #templatesOf(layout: TextLayout): readonly Template[] {
    let templates = this.#templates.get(layout);
    if (templates === undefined) {
      const place = (text: string | undefined) => (text === undefined ? -1 : Number(text.slice(MARK.length)));
      templates = resourcesOfList(layout.with((i) => `${MARK}${i}`)).map(({ arn, accountId, type }) => ({
        arn: place(arn),
        accountId: place(accountId),
        type: place(type),
      }));
      this.#templates.set(layout, templates);
    }
    return templates;
  }
}
