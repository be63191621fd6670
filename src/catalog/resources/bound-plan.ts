// A plan for requests of one shape: of all places where a value may stand, those that such a request has.
import type { RequestShape } from './request-shape.js';
import type { FormatPlan, ResolutionPlan, TypePlan } from './resolution-plan.js';
import type { SuffixRow } from './resource-tables.js';
import type { Source, VariablePlan } from './variable-plan.js';

export interface BoundPlan {
  plan: ResolutionPlan;
  types: readonly BoundType[];
  /** Parameters that hold the owner's account, the first of each name. */
  accounts: readonly number[];
  /** Where S3's bucket is. */
  bucket: number | undefined;
}

export interface BoundType {
  type: TypePlan;
  arnSources: readonly BoundSource[];
  formats: readonly BoundFormat[];
  /** What each selector looks at; undefined where the request does not have it. */
  selectors: readonly { pattern: RegExp; at: number | undefined }[];
  suffix: { row: SuffixRow; at: number | undefined } | undefined;
  /** A parameter says that such resources are meant, though not which. */
  meant: boolean;
}

export interface BoundFormat {
  plan: FormatPlan;
  variables: readonly BoundVariable[];
  /** No request of the shape can fill it. */
  empty: boolean;
  /** Some variable has another name in the request. */
  otherwiseNamed: boolean;
}

export interface BoundVariable {
  plan: VariablePlan;
  sources: readonly BoundSource[];
  /** The request has a name of it that the ARN does not contain. */
  otherwiseNamed: boolean;
}

/** The places of a source; none where only values tell (keys, ids by prefix, the rest of the record). */
export interface BoundSource {
  source: Source;
  places: readonly BoundPlace[];
  /** The one scalar of a source that has no other, and takes it as it is. */
  only: number | undefined;
}

export interface BoundPlace {
  /** Of the source's keys. */
  key: string;
  /** Numbers of the scalars. */
  at: readonly number[];
}

/** `plan` for requests of `shape`; made once for each shape that is remembered. */
export function bindPlan(plan: ResolutionPlan, shape: RequestShape): BoundPlan {
  const known = shape.plans.get(plan);
  if (known !== undefined) return known;
  const made: BoundPlan = {
    plan,
    types: plan.types.map((type) => bindType(type, shape)),
    accounts: plan.accountParameters.flatMap((name) => shape.named(name)[0] ?? []),
    bucket: shape.atPath('bucketname')[0],
  };
  shape.plans.set(plan, made);
  return made;
}

function bindType(type: TypePlan, shape: RequestShape): BoundType {
  const suffix = type.suffixes.find(({ parameter }) => parameter === '' || shape.named(parameter).length > 0);
  return {
    type,
    arnSources: bindSources(type.arnSources, shape),
    formats: type.formats.map((format) => bindFormat(format, shape)),
    selectors: type.selectors.map(({ parameter, pattern }) => ({
      pattern,
      at: shape.atPath(parameter.toLowerCase())[0],
    })),
    suffix: suffix && {
      row: suffix,
      at: suffix.parameter === '' ? undefined : shape.named(suffix.parameter)[0],
    },
    meant: type.meantBy.some((path) => shape.atPath(path).length > 0),
  };
}

function bindFormat(plan: FormatPlan, shape: RequestShape): BoundFormat {
  const variables = plan.variables.map((variable) => ({
    plan: variable,
    sources: bindSources(variable.sources, shape),
    otherwiseNamed: variable.otherNames.some((name) => shape.named(name).length > 0),
  }));
  return {
    plan,
    variables,
    empty: variables.every((one) => one.sources.length === 0 && one.plan.fallback === undefined),
    otherwiseNamed: variables.some((one) => one.otherwiseNamed),
  };
}

function bindSources(sources: readonly Source[], shape: RequestShape): readonly BoundSource[] {
  return sources.flatMap((source): readonly BoundSource[] => {
    if (source.by === 'keys' || source.by === 'outside') return [{ source, places: [], only: undefined }];
    if (source.by === 'id-prefix')
      return shape.places.length === 0 ? [] : [{ source, places: [], only: undefined }];
    const places = source.keys
      .map((key) => ({ key, at: placesOf(source, key, shape) }))
      .filter(({ at }) => at.length > 0);
    const plain = places.length === 1 && places[0]?.at.length === 1 && source.pattern === undefined;
    return places.length === 0 ? [] : [{ source, places, only: plain ? places[0]?.at[0] : undefined }];
  });
}

function placesOf({ by }: Source, key: string, shape: RequestShape): readonly number[] {
  if (by === 'path') return shape.atPath(key);
  const named = shape.named(key);
  const depth = (at: number | undefined) => (at === undefined ? undefined : shape.places[at]?.depth);
  const wanted = by === 'bare' ? 0 : depth(named[0]);
  return named.filter((at) => depth(at) === wanted);
}
