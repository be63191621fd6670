// Where each principal's policies go and what stands in the files: paths and texts, nothing written here.
import { parseArn } from '../core/arn.js';
import type { GeneratedPrincipal } from '../generation/generation-options.js';
import { renderCloudFormation } from '../generation/output/cloudformation.js';
import { renderJson } from '../generation/output/json.js';
import {
  renderPermissionSetCloudFormation,
  renderPermissionSetTerraform,
} from '../generation/output/permission-set.js';
import type { PolicyTarget } from '../generation/output/policy-target.js';
import type { Swap } from '../generation/output/swap.js';
import {
  renderRollbackCloudFormation,
  renderSwapCloudFormation,
} from '../generation/output/swap-cloudformation.js';
import { rollbackScript, swapScript } from '../generation/output/swap-script.js';
import { renderRollbackTerraform, renderSwapTerraform } from '../generation/output/swap-terraform.js';
import { renderTerraform } from '../generation/output/terraform.js';
import { type DistinctPaths, safeSegment, safeSegments } from './policy-path.js';

export type OutputFormat = 'json' | 'terraform' | 'cloudformation';

export interface PolicyFile {
  /** Relative to the output folder, `/` between segments. */
  path: string;
  text: string;
}

/** Where what undoes a swap stands: under the swap's own path. */
export const ROLLBACK_FOLDER = 'rollback';

export interface PrincipalFiles {
  readonly policies: readonly PolicyFile[];
  /** Scripts of swaps, and what undoes swaps. A swap in Terraform or CloudFormation is the policy's own file. */
  readonly swaps: readonly PolicyFile[];
}

/**
 * The files of one principal. `target`: the role or user that it is. `paths` is shared over a run, so that no two
 * principals meet in one file. `swap`: what is written takes the place of the policies that are there.
 */
export function policyFiles(
  principalArn: string,
  target: PolicyTarget | undefined,
  generated: GeneratedPrincipal,
  formats: readonly OutputFormat[],
  paths: DistinctPaths,
  swap?: Swap,
): PrincipalFiles {
  const { documents, widened } = generated;
  const policies: PolicyFile[] = [];
  const swaps: PolicyFile[] = [];
  if (documents.length === 0) return { policies, swaps };
  const arn = parseArn(principalArn);
  const account = safeSegment(arn?.account || 'unknown');
  const segments = safeSegments(arn?.resource ?? principalArn);
  const name = segments.at(-1) ?? '';
  const undo = (path: string): string => `${ROLLBACK_FOLDER}/${path}`;
  for (const format of formats) {
    if (format === 'json') {
      const files = jsonFiles([account, ...segments].join('/'), generated, paths);
      policies.push(...files);
      if (swap === undefined) continue;
      const path = paths.take([account, ...segments].join('/'), '.sh');
      swaps.push(
        { path, text: swapScript(swap, undo(path)) },
        { path: undo(path), text: rollbackScript(swap) },
      );
    } else if (target !== undefined && format === 'terraform') {
      const path = paths.take(`${account}/${terraformStem(name)}`, '.tf');
      if (swap === undefined) policies.push({ path, text: renderTerraform(target, documents, widened) });
      else {
        policies.push({ path, text: renderSwapTerraform(swap, widened, undo(path)) });
        swaps.push({ path: undo(path), text: renderRollbackTerraform(swap) });
      }
    } else if (target !== undefined) {
      const path = paths.take(`${account}/${name}`, '.template.json');
      if (swap === undefined) policies.push({ path, text: renderCloudFormation(target, documents, widened) });
      else {
        policies.push({ path, text: renderSwapCloudFormation(swap, widened, undo(path)) });
        swaps.push({ path: undo(path), text: renderRollbackCloudFormation(swap) });
      }
    }
  }
  return { policies, swaps };
}

/** The one inline policy of a permission set, over all accounts. */
export function permissionSetFiles(
  name: string,
  generated: GeneratedPrincipal,
  formats: readonly OutputFormat[],
  paths: DistinctPaths,
): PolicyFile[] {
  const [document] = generated.documents;
  if (document === undefined) return [];
  const stem = `permission-sets/${safeSegment(name)}`;
  return formats.flatMap((format): PolicyFile[] => {
    if (format === 'json') return jsonFiles(stem, generated, paths);
    return format === 'terraform'
      ? [{ path: paths.take(terraformStem(stem), '.tf'), text: renderPermissionSetTerraform(name, document) }]
      : [
          {
            path: paths.take(stem, '.template.json'),
            text: renderPermissionSetCloudFormation(name, document),
          },
        ];
  });
}

/**
 * Terraform merges `override.tf` and `*_override.tf` into other files.
 * https://developer.hashicorp.com/terraform/language/files/override
 */
function terraformStem(stem: string): string {
  return /(^|[/_])override$/i.test(stem) ? `${stem}-policy` : stem;
}

/** A file a document: `app.json`, or `app.1.json` and so on. */
function jsonFiles(stem: string, { documents }: GeneratedPrincipal, paths: DistinctPaths): PolicyFile[] {
  return documents.map((document, i) => ({
    path: paths.take(documents.length === 1 ? stem : `${stem}.${i + 1}`, '.json'),
    text: renderJson(document),
  }));
}
