import type { Severity } from '../../../kernel/diagnostic.js';

/** Codes of findings on captures, on frames and on the traffic of virtual links. */
export type MonitoringCode =
  | 'AFDX-300'
  | 'AFDX-301'
  | 'AFDX-302'
  | 'AFDX-303'
  | 'AFDX-304'
  | 'AFDX-305'
  | 'AFDX-306'
  | 'AFDX-310'
  | 'AFDX-311'
  | 'AFDX-312'
  | 'AFDX-313'
  | 'AFDX-314'
  | 'AFDX-315'
  | 'AFDX-316'
  | 'AFDX-317'
  | 'AFDX-318'
  | 'AFDX-319'
  | 'AFDX-320'
  | 'AFDX-321'
  | 'AFDX-322'
  | 'AFDX-323'
  | 'AFDX-324'
  | 'AFDX-325'
  | 'AFDX-326'
  | 'AFDX-327'
  | 'AFDX-328'
  | 'AFDX-329'
  | 'AFDX-330'
  | 'AFDX-331'
  | 'AFDX-332'
  | 'AFDX-333'
  | 'AFDX-334';

/** What a code says beside its message: how grave it is, why it matters and what to do. */
export interface FindingText {
  readonly severity: Severity;
  readonly why: string;
  readonly fix: string;
}

/**
 * The codes with severity, reason and remedy.
 *
 * @implements LLR-MON-005
 */
export const findingTexts: Readonly<Record<MonitoringCode, FindingText>> = {
  'AFDX-300': text('error', 'nothing of it was read', 'give a capture in pcap or pcapng form; unpack a compressed one first'),
  'AFDX-301': text('error', 'frames after this place are not part of the report', 'capture again, or take the part before this place'),
  'AFDX-302': text(
    'error',
    'where the next record begins is not known, so nothing after this place was read',
    'copy the capture again from its origin, or repair it',
  ),
  'AFDX-303': text('error', 'the record was left out or read in part', 'correct the program that wrote the capture'),
  'AFDX-304': text('error', 'its frames were not judged', 'capture Ethernet frames in pcap 2.4 or pcapng 1.0'),
  'AFDX-305': text(
    'warning',
    'gaps and delays around it are not exact or not judged',
    'check the clock of the capture; sort records by time',
  ),
  'AFDX-306': text('note', 'sequence number and check sequence of a frame that was cut are not judged', 'capture whole frames'),
  'AFDX-310': text('error', 'switches and end systems accept only the constant fields of ARINC 664 part 7', 'correct the sender'),
  'AFDX-311': text('error', 'end systems deliver by the IP address what switches forward by the MAC address', 'correct the sender'),
  'AFDX-312': text('error', 'MAC and IP address carry the same network and equipment id', 'correct the addresses of the sender'),
  'AFDX-313': text(
    'error',
    'a virtual link has one source, the one in the configuration',
    'find the equipment that sends, or correct the configuration',
  ),
  'AFDX-314': text('error', 'the interface field names the network on which the frame was sent', 'check cables and sender'),
  'AFDX-315': text('error', 'the receiver discards the packet', 'correct the sender'),
  'AFDX-316': text('error', 'the receiver discards the datagram', 'correct the sender'),
  'AFDX-317': text('error', 'a damaged frame is discarded, and no field of it was judged', 'check cable, connectors and shielding'),
  'AFDX-318': text(
    'error',
    'switches discard frames outside of the limits, and bounds were computed with them',
    'correct sender or configuration',
  ),
  'AFDX-319': text(
    'error',
    'switches discard what is in no table, so the data arrives nowhere',
    'configure the virtual link, or stop the sender',
  ),
  'AFDX-320': text('error', 'bounds of all virtual links on the way rest on this gap', 'check regulator and jitter of the source'),
  'AFDX-321': text('error', 'the frame came earlier than gap and allowed jitter permit', 'check the jitter of the source and on the way'),
  'AFDX-322': text('error', 'a switch that polices the virtual link discards the frame', 'check the regulator of the source'),
  'AFDX-323': text(
    'error',
    'the integrity check of receivers rejects the frame, or frames were lost',
    'find where frames are lost or mixed',
  ),
  'AFDX-324': text('error', 'the integrity check of receivers rejects the frame', 'find where the frame is doubled'),
  'AFDX-325': text('warning', 'the sequence number 0 is for the first frame after a reset', 'find out why the source was reset'),
  'AFDX-326': text('error', 'receivers pass both copies to the application beyond SkewMax', 'correct SkewMax or the paths'),
  'AFDX-327': text('warning', 'redundancy was not there when it happened', 'find where the copy was lost'),
  'AFDX-328': text('note', 'what was not seen was not judged', 'capture longer or at another place, or check the source'),
  'AFDX-329': text('error', 'no path of the virtual link leads over this network', 'correct the configuration, or the sender'),
  'AFDX-330': text('error', 'the delay between both taps alone is longer than permitted', 'check load and configuration of the switches'),
  'AFDX-331': text('error', 'a frame that left the source did not reach the destination', 'check switches and links on the way'),
  'AFDX-332': text('error', 'a report on no frame says nothing', 'check where the capture was taken, and the configuration'),
  'AFDX-333': text('error', 'the configuration does not lead the virtual link here', 'correct the place of the tap or the configuration'),
  'AFDX-334': text('note', 'a figure that is not known was not judged', 'see the message'),
};

function text(severity: Severity, why: string, fix: string): FindingText {
  return { severity, why, fix };
}
