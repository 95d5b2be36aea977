// The network behind the access point. One host, 192.168.4.1, is router, name server, time server and everybody else; the board is 192.168.4.16. Frames take
// no time and are never lost.
import { be16, checksum, readBe16 } from '../bytes.mjs';
import { ROUTER_MAC } from '../radio/cyw43.mjs';
import { answerDhcp, answerDns, answerTime, readDnsQuestion } from './services.mjs';
import { TcpConnection } from './tcp.mjs';

const EtherType = { ARP: 0x806, IP: 0x800 };
const Protocol = { ICMP: 1, TCP: 6, UDP: 17 };
const Port = { DNS: 53, DHCP_SERVER: 67, DHCP_CLIENT: 68, TIME: 123 };
const SYN = 2, RST = 4;
const EVERYBODY = { to: [255, 255, 255, 255], mac: new Array(6).fill(255) };
const FIRST_PORT = 5000;

export class Lan {
  /**
   * radio: sendEthernet(frame), and gets onEthernet set.
   * time: us, and later(ms, action), in emulated time.
   * log: (text) => void.
   */
  constructor(radio, time, log) {
    this.radio = radio;
    this.time = time;
    this.log = log;
    this.router = [192, 168, 4, 1];
    this.station = [192, 168, 4, 16];
    this.stationMac = null;
    this.identification = 0;
    this.nextPort = FIRST_PORT;
    this.connections = new Map(); // "ours-theirs" -> TcpConnection
    this.listeners = new Map(); // port -> (connection) => void
    this.names = new Map(); // in lower case -> '1.2.3.4'
    this.unixSecondsAtStart = Date.UTC(2026, 0, 2, 3, 4, 5) / 1000; // null: the names of time servers are unknown
    this.dnsDelayMs = 0;
    this.isDnsSilent = false;
    this.onUdp = null; // (sourcePort, destinationPort, bytes) => void
    this.counts = { dhcp: 0, dns: 0, udp: 0, resets: 0, arp: 0 };
    radio.onEthernet = (frame) => this.receive(frame);
  }

  /** Opens a connection to the board. */
  connect(port) {
    const connection = new TcpConnection(this, this.nextPort++, port);
    this.connections.set(connection.key, connection);
    connection.connect();
    return connection;
  }

  /** Lets the board connect to a port here. */
  listen(port, handler) {
    this.listeners.set(port, handler);
  }

  sendEthernet(type, body, to = this.stationMac) {
    this.radio.sendEthernet([...to, ...ROUTER_MAC, ...be16(type), ...body]);
  }

  sendIp(protocol, body, { to = this.station, mac } = {}) {
    const head = [0x45, 0, ...be16(20 + body.length), ...be16(++this.identification & 0xffff), 0, 0, 64, protocol, 0, 0, ...this.router, ...to];
    head.splice(10, 2, ...be16(checksum(head)));
    this.sendEthernet(EtherType.IP, [...head, ...body], mac);
  }

  sendUdp(sourcePort, destinationPort, data, route) {
    this.sendIp(Protocol.UDP, [...be16(sourcePort), ...be16(destinationPort), ...be16(8 + data.length), 0, 0, ...data], route);
  }

  /** A segment without its checksum, which covers addresses as well. */
  sendTcp(segment) {
    const covered = [...this.router, ...this.station, 0, Protocol.TCP, ...be16(segment.length), ...segment];
    segment.splice(16, 2, ...be16(checksum(covered)));
    this.sendIp(Protocol.TCP, segment);
  }

  ping(number) {
    const ECHO_REQUEST = 8;
    const body = [ECHO_REQUEST, 0, 0, 0, 0, 1, ...be16(number), ...Buffer.from('abcdefgh')];
    body.splice(2, 2, ...be16(checksum(body)));
    this.sendIp(Protocol.ICMP, body);
  }

  receive(frame) {
    this.stationMac = frame.slice(6, 12);
    const type = readBe16(frame, 12);
    if (type === EtherType.ARP) this.receiveArp(frame.slice(14));
    if (type === EtherType.IP) this.receiveIp(frame.slice(14));
  }

  receiveArp(packet) {
    const REQUEST = 1;
    this.counts.arp++;
    if (packet[7] !== REQUEST || packet.slice(24, 28).join() !== this.router.join()) return;
    this.sendEthernet(EtherType.ARP, [0, 1, 8, 0, 6, 4, 0, 2, ...ROUTER_MAC, ...this.router, ...packet.slice(8, 18)]);
  }

  receiveIp(packet) {
    const body = packet.slice((packet[0] & 15) * 4, readBe16(packet, 2));
    switch (packet[9]) {
      case Protocol.UDP: this.receiveUdp(readBe16(body, 0), readBe16(body, 2), body.slice(8)); break;
      case Protocol.TCP: this.receiveTcp(body); break;
      case Protocol.ICMP: this.log(body[0] === 0 ? 'ping answered' : 'icmp ' + body[0]); break;
    }
  }

  receiveUdp(sourcePort, destinationPort, data) {
    switch (destinationPort) {
      case Port.DHCP_SERVER: this.receiveDhcp(data); break;
      case Port.DNS: this.receiveDns(sourcePort, data); break;
      case Port.TIME: this.receiveTime(sourcePort, data); break;
      default:
        this.counts.udp++;
        this.onUdp?.(sourcePort, destinationPort, data);
    }
  }

  receiveDhcp(question) {
    const answer = answerDhcp(question, this.router, this.station);
    if (!answer) return;
    this.counts.dhcp++;
    this.sendUdp(Port.DHCP_SERVER, Port.DHCP_CLIENT, answer, EVERYBODY);
  }

  receiveDns(port, question) {
    this.counts.dns++;
    if (this.isDnsSilent) return;
    const { name } = readDnsQuestion(question);
    const isTimeServer = name.endsWith('.ntp.org') && this.unixSecondsAtStart !== null;
    const address = isTimeServer ? this.router.join('.') : this.names.get(name);
    this.log(`dns: who is ${name}? ${address ?? 'nobody'}`);
    const send = () => this.sendUdp(Port.DNS, port, answerDns(question, address));
    if (this.dnsDelayMs) this.time.later(this.dnsDelayMs, send);
    else send();
  }

  receiveTime(port, question) {
    if (this.unixSecondsAtStart === null) return;
    this.sendUdp(Port.TIME, port, answerTime(question, this.unixSecondsAtStart + Math.floor(this.time.us / 1e6)));
  }

  receiveTcp(segment) {
    const theirs = readBe16(segment, 0);
    const ours = readBe16(segment, 2);
    const flags = segment[13];
    const connection = this.connections.get(ours + '-' + theirs);
    if (connection) {
      connection.receive(segment);
    } else if ((flags & 0x3f) === SYN && this.listeners.has(ours)) {
      const accepted = new TcpConnection(this, ours, theirs);
      this.connections.set(accepted.key, accepted);
      accepted.accept(segment);
      this.listeners.get(ours)(accepted);
    } else if (!(flags & RST)) {
      TcpConnection.refuse(this, ours, theirs, segment);
    }
  }
}
