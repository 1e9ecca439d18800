import { offsetMap } from './code-points.js';
import { extentOf, wordsOf, type AnnotatedDocument, type DocumentEntity } from './document.js';
import { rounded } from './exported.js';
import { filePlaces } from './file-names.js';
import { LossCount, lossesOf } from './losses.js';
import type { ExportContext, Writer } from './writer.js';

/** Resources refer to each other relative to this base, which is nowhere: nothing is to be fetched from it. */
const base = 'https://bionote.invalid/fhir';
const extension = 'https://bionote.invalid/fhir/StructureDefinition';
const terminology = 'http://terminology.hl7.org/CodeSystem';

type Resource = Readonly<Record<string, unknown>> & { readonly resourceType: string; readonly id: string };

/** Which resource an entity of a type becomes. */
const kinds: Readonly<Record<string, 'condition' | 'medication' | 'observation'>> = {
  problem: 'condition',
  disease: 'condition',
  diagnosis: 'condition',
  symptom: 'condition',
  treatment: 'medication',
  medication: 'medication',
  drug: 'medication',
  chemical: 'medication',
  test: 'observation',
  lab: 'observation',
};

/**
 * FHIR R4: a `collection` bundle for each note, with a Patient that says nothing of who it is, a Condition,
 * MedicationStatement, Observation or FamilyMemberHistory for each entity, and the Device and Provenance that say which
 * model found it. An absent problem is `refuted`, a possible one `provisional`, one of the family a
 * FamilyMemberHistory. What is conditional or hypothetical is no statement about the patient and left out.
 */
export const writeFhir: Writer = (documents, context) => {
  const losses = new LossCount();
  const places = filePlaces(documents);
  return {
    files: documents.map((document, index) => ({
      name: `${places[index]}.fhir.json`,
      text: `${JSON.stringify(bundleOf(document, context, losses), undefined, 2)}\n`,
    })),
    losses: lossesOf(
      documents,
      ['assertionSource', 'alignment', 'source', 'relations', 'contradictions'],
      losses,
    ),
  };
};

function bundleOf(document: AnnotatedDocument, { date, version }: ExportContext, losses: LossCount): object {
  const { id, text, model, entities } = document;
  const { toCodePoints } = offsetMap(text);
  const found = entities.flatMap((entity, index): Resource[] => {
    const resource = resourceOf(wordsOf(text, entity).replace(/\s+/gu, ' ').trim(), entity);
    if (!resource) {
      losses.add('type');
      return [];
    }
    const { start, end } = extentOf(entity);
    const { resourceType, ...rest } = resource;
    const said = [
      { url: `${extension}/offsets`, valueString: offsetsOf(entity, toCodePoints) },
      ...(entity.confidence === undefined
        ? []
        : [{ url: `${extension}/confidence`, valueDecimal: rounded(entity.confidence) }]),
      ...(entity.review === undefined ? [] : [{ url: `${extension}/review`, valueCode: entity.review }]),
    ];
    return start < end ? [{ resourceType, id: `entity-${index + 1}`, extension: said, ...rest }] : [];
  });
  const resources: Resource[] = [
    { resourceType: 'Patient', id: 'patient' },
    {
      resourceType: 'Device',
      id: 'model',
      deviceName: [{ name: model ?? 'BioNote', type: 'model-name' }],
      version: [{ value: `BioNote ${version}` }],
    },
    ...found,
    ...(found.length === 0
      ? []
      : [
          {
            resourceType: 'Provenance',
            id: 'provenance',
            target: found.map((each) => ({ reference: `${each.resourceType}/${each.id}` })),
            recorded: date,
            agent: [
              {
                type: {
                  coding: [{ system: `${terminology}/provenance-participant-type`, code: 'assembler' }],
                },
                who: { reference: 'Device/model' },
              },
            ],
            entity: [{ role: 'source', what: { display: id } }],
          },
        ]),
  ];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: date,
    entry: resources.map((resource) => ({
      fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
      resource,
    })),
  };
}

function offsetsOf({ spans }: DocumentEntity, toCodePoints: (offset: number) => number): string {
  return spans.map(({ start, end }) => `${toCodePoints(start)}-${toCodePoints(end)}`).join(';');
}

function resourceOf(
  words: string,
  entity: DocumentEntity,
): (Omit<Resource, 'id'> & { resourceType: string }) | undefined {
  const { type, assertion = 'present', review = 'proposed' } = entity;
  const kind = kinds[type.toLowerCase()];
  if (!kind || words === '' || assertion === 'conditional' || assertion === 'hypothetical') return undefined;
  const code = { text: words };
  const subject = { reference: 'Patient/patient' };
  if (assertion === 'family') {
    if (kind !== 'condition') return undefined;
    return {
      resourceType: 'FamilyMemberHistory',
      status: 'partial',
      patient: subject,
      relationship: { coding: [coded('http://terminology.hl7.org/CodeSystem/v3-RoleCode', 'FAMMEMB')] },
      condition: [{ code }],
    };
  }
  if (kind === 'condition') {
    const status =
      assertion === 'absent'
        ? 'refuted'
        : assertion === 'possible'
          ? 'provisional'
          : review === 'proposed'
            ? 'unconfirmed'
            : 'confirmed';
    const clinical = assertion === 'history' ? 'resolved' : assertion === 'present' ? 'active' : undefined;
    return {
      resourceType: 'Condition',
      ...(clinical && {
        clinicalStatus: { coding: [coded(`${terminology}/condition-clinical`, clinical)] },
      }),
      verificationStatus: { coding: [coded(`${terminology}/condition-ver-status`, status)] },
      code,
      subject,
    };
  }
  if (kind === 'medication') {
    const statuses = { present: 'active', history: 'completed', absent: 'not-taken', possible: 'unknown' };
    return {
      resourceType: 'MedicationStatement',
      status: statuses[assertion],
      medicationCodeableConcept: code,
      subject,
    };
  }
  // A test that was not done, or perhaps done, is no observation.
  if (assertion === 'absent' || assertion === 'possible') return undefined;
  return { resourceType: 'Observation', status: 'preliminary', code, subject };
}

function coded(system: string, code: string): object {
  return { system, code };
}
