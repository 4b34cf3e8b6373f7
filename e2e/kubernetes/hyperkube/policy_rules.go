package main

import (
	"fmt"
	"net/netip"
	"sort"
	"strings"

	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// policyTable is the nftables table that holds the rules.
const policyTable = "network-policy"

// clusterState is what network policies are made of.
type clusterState struct {
	pods       []*core.Pod
	namespaces []*core.Namespace
	policies   []*networking.NetworkPolicy
}

// direction is one side of a pod's traffic: the pod's own address and the peer's in a packet.
type direction struct {
	policyType networking.PolicyType
	chain      string
	pod, peer  string
}

var (
	ingress = direction{networking.PolicyTypeIngress, "to", "daddr", "saddr"}
	egress  = direction{networking.PolicyTypeEgress, "from", "saddr", "daddr"}
)

// allowance is one rule of a policy, the same for both directions.
type allowance struct {
	peers []networking.NetworkPolicyPeer
	ports []networking.NetworkPolicyPort
}

// table writes the whole table as an nft script that replaces the one before. A pod that a policy
// selects gets a chain for the direction, which returns for what is allowed and drops the rest; a
// packet between two pods passes the sender's and the receiver's. The same state always gives the
// same text.
func (state *clusterState) table() string {
	pods := make([]*core.Pod, 0, len(state.pods))
	for _, pod := range state.pods {
		if hasAddress(pod) {
			pods = append(pods, pod)
		}
	}
	sort.Slice(pods, func(i, j int) bool { return pods[i].Status.PodIP < pods[j].Status.PodIP })

	var chains, jumps strings.Builder
	for _, pod := range pods {
		for _, direction := range []direction{egress, ingress} {
			rules, isolated := state.rules(pod, direction)
			if !isolated {
				continue
			}
			name := direction.chain + "-" + strings.ReplaceAll(pod.Status.PodIP, ".", "-")
			fmt.Fprintf(&chains, "  chain %s {\n", name)
			for _, rule := range rules {
				fmt.Fprintf(&chains, "    %s\n", strings.Join(strings.Fields(rule+" return"), " "))
			}
			chains.WriteString("    drop\n  }\n")
			fmt.Fprintf(&jumps, "    ip %s %s jump %s\n", direction.pod, pod.Status.PodIP, name)
		}
	}
	return fmt.Sprintf(`table ip %[1]s
delete table ip %[1]s
table ip %[1]s {
%[2]s  chain forward {
    type filter hook forward priority filter; policy accept;
    ct state established,related accept
%[3]s  }
}
`, policyTable, chains.String(), jumps.String())
}

// hasAddress tells whether a pod has an address of its own; a finished pod's may be another's now.
func hasAddress(pod *core.Pod) bool {
	address, err := netip.ParseAddr(pod.Status.PodIP)
	return err == nil && address.Is4() && !pod.Spec.HostNetwork &&
		pod.Status.Phase != core.PodSucceeded && pod.Status.Phase != core.PodFailed
}

// rules are the matches that let a packet of the pod pass; isolated is false where no policy selects
// the pod for this direction, and everything may pass.
func (state *clusterState) rules(pod *core.Pod, direction direction) (rules []string, isolated bool) {
	for _, policy := range state.policies {
		if policy.Namespace != pod.Namespace || !selects(&policy.Spec.PodSelector, pod.Labels) {
			continue
		}
		for _, policyType := range policy.Spec.PolicyTypes {
			isolated = isolated || policyType == direction.policyType
		}
		for _, allowance := range allowances(policy, direction) {
			peers := state.peers(policy.Namespace, allowance.peers, direction)
			for _, peer := range peers {
				for _, port := range state.ports(pod, allowance, direction, policy.Namespace) {
					rules = append(rules, peer+" "+port)
				}
			}
		}
	}
	sort.Strings(rules)
	return rules, isolated
}

func allowances(policy *networking.NetworkPolicy, direction direction) (all []allowance) {
	if direction == ingress {
		for _, rule := range policy.Spec.Ingress {
			all = append(all, allowance{rule.From, rule.Ports})
		}
		return all
	}
	for _, rule := range policy.Spec.Egress {
		all = append(all, allowance{rule.To, rule.Ports})
	}
	return all
}

// peers are the matches on the other side's address: an empty one for "anybody", none at all where
// selectors select no pod.
func (state *clusterState) peers(namespace string, peers []networking.NetworkPolicyPeer, direction direction) (matches []string) {
	if len(peers) == 0 {
		return []string{""}
	}
	for _, peer := range peers {
		if peer.IPBlock == nil {
			continue
		}
		match := fmt.Sprintf("ip %s %s", direction.peer, peer.IPBlock.CIDR)
		if len(peer.IPBlock.Except) > 0 {
			match += fmt.Sprintf(" ip %s != { %s }", direction.peer, strings.Join(peer.IPBlock.Except, ", "))
		}
		matches = append(matches, match)
	}
	var addresses []string
	for _, pod := range state.selected(namespace, peers) {
		addresses = append(addresses, pod.Status.PodIP)
	}
	if len(addresses) > 0 {
		sort.Strings(addresses)
		matches = append(matches, fmt.Sprintf("ip %s { %s }", direction.peer, strings.Join(addresses, ", ")))
	}
	return matches
}

// selected are the pods that one of the peers selects, each once. A peer without a namespace
// selector means the policy's own namespace; one without a pod selector means every pod.
func (state *clusterState) selected(namespace string, peers []networking.NetworkPolicyPeer) (pods []*core.Pod) {
	labelsOf := make(map[string]map[string]string, len(state.namespaces))
	for _, namespace := range state.namespaces {
		labelsOf[namespace.Name] = namespace.Labels
	}
	isSelected := func(pod *core.Pod) bool {
		for _, peer := range peers {
			if peer.IPBlock != nil {
				continue
			}
			inNamespace := pod.Namespace == namespace
			if peer.NamespaceSelector != nil {
				inNamespace = selects(peer.NamespaceSelector, labelsOf[pod.Namespace])
			}
			if inNamespace && (peer.PodSelector == nil || selects(peer.PodSelector, pod.Labels)) {
				return true
			}
		}
		return false
	}
	for _, pod := range state.pods {
		if hasAddress(pod) && isSelected(pod) {
			pods = append(pods, pod)
		}
	}
	return pods
}

// selects is false for a selector that can't be read: the API server accepts none.
func selects(selector *meta.LabelSelector, of map[string]string) bool {
	parsed, err := meta.LabelSelectorAsSelector(selector)
	return err == nil && parsed.Matches(labels.Set(of))
}

// ports are the matches on protocol and port: an empty one for "all". A named port is the
// receiver's: the selected pod's for ingress, each peer's for egress.
func (state *clusterState) ports(pod *core.Pod, allowance allowance, direction direction, namespace string) (matches []string) {
	if len(allowance.ports) == 0 {
		return []string{""}
	}
	receivers := []*core.Pod{pod}
	if direction == egress {
		receivers = state.selected(namespace, allowance.peers)
		if len(allowance.peers) == 0 {
			receivers = state.pods
		}
	}
	for _, port := range allowance.ports {
		protocol := "tcp"
		if port.Protocol != nil {
			protocol = strings.ToLower(string(*port.Protocol))
		}
		switch {
		case port.Port == nil:
			matches = append(matches, "meta l4proto "+protocol)
		case port.Port.StrVal != "":
			matches = append(matches, namedPorts(receivers, port.Port.StrVal, protocol, direction)...)
		case port.EndPort != nil:
			matches = append(matches, fmt.Sprintf("%s dport %d-%d", protocol, port.Port.IntVal, *port.EndPort))
		default:
			matches = append(matches, fmt.Sprintf("%s dport %d", protocol, port.Port.IntVal))
		}
	}
	return matches
}

// namedPorts resolves a port's name at each receiver; different pods may give it different numbers.
func namedPorts(receivers []*core.Pod, name, protocol string, direction direction) (matches []string) {
	for _, receiver := range receivers {
		for _, container := range receiver.Spec.Containers {
			for _, port := range container.Ports {
				portProtocol := strings.ToLower(string(port.Protocol))
				if port.Name != name || (portProtocol != protocol && !(portProtocol == "" && protocol == "tcp")) {
					continue
				}
				match := fmt.Sprintf("%s dport %d", protocol, port.ContainerPort)
				if direction == egress {
					match = fmt.Sprintf("ip daddr %s %s", receiver.Status.PodIP, match)
				}
				matches = append(matches, match)
			}
		}
	}
	return matches
}
