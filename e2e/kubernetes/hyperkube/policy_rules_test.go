package main

import (
	"strings"
	"testing"

	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

func TestAPodThatNoPolicySelectsIsOpen(t *testing.T) {
	state := clusterState{pods: []*core.Pod{pod("web", "10.244.0.2", "web")}}

	if table := state.table(); strings.Contains(table, "drop") {
		t.Errorf("drops something:\n%s", table)
	}
}

func TestASelectedPodTakesOnlyWhatIsAllowed(t *testing.T) {
	state := clusterState{
		pods: []*core.Pod{pod("web", "10.244.0.2", "web"), pod("shop", "10.244.0.3", "shop")},
		policies: []*networking.NetworkPolicy{policy("web", networking.NetworkPolicySpec{
			PolicyTypes: []networking.PolicyType{networking.PolicyTypeIngress},
			Ingress: []networking.NetworkPolicyIngressRule{{
				From:  []networking.NetworkPolicyPeer{{PodSelector: app("shop")}},
				Ports: []networking.NetworkPolicyPort{{Port: port(intstr.FromInt32(8080))}},
			}},
		})},
	}

	expect(t, state.table(),
		"chain to-10-244-0-2 {",
		"ip saddr { 10.244.0.3 } tcp dport 8080 return\n    drop\n",
		"ip daddr 10.244.0.2 jump to-10-244-0-2")
}

func TestAPolicyThatAllowsNobodyDropsAll(t *testing.T) {
	state := clusterState{
		pods: []*core.Pod{pod("web", "10.244.0.2", "web")},
		policies: []*networking.NetworkPolicy{policy("web", networking.NetworkPolicySpec{
			PolicyTypes: []networking.PolicyType{networking.PolicyTypeIngress},
			Ingress: []networking.NetworkPolicyIngressRule{{
				From: []networking.NetworkPolicyPeer{{PodSelector: app("nobody")}},
			}},
		})},
	}

	expect(t, state.table(), "chain to-10-244-0-2 {\n    drop\n  }")
}

func TestANamedPortOfEgressIsEachReceiversOwn(t *testing.T) {
	one := pod("one", "10.244.0.3", "db")
	one.Spec.Containers = []core.Container{{Ports: []core.ContainerPort{{Name: "sql", ContainerPort: 5432}}}}
	other := pod("other", "10.244.0.4", "db")
	other.Spec.Containers = []core.Container{{Ports: []core.ContainerPort{{Name: "sql", ContainerPort: 5433}}}}
	state := clusterState{
		pods: []*core.Pod{pod("web", "10.244.0.2", "web"), one, other},
		policies: []*networking.NetworkPolicy{policy("web", networking.NetworkPolicySpec{
			PolicyTypes: []networking.PolicyType{networking.PolicyTypeEgress},
			Egress: []networking.NetworkPolicyEgressRule{{
				To:    []networking.NetworkPolicyPeer{{PodSelector: app("db")}},
				Ports: []networking.NetworkPolicyPort{{Port: port(intstr.FromString("sql"))}},
			}},
		})},
	}

	expect(t, state.table(),
		"ip daddr 10.244.0.3 tcp dport 5432 return",
		"ip daddr 10.244.0.4 tcp dport 5433 return",
		"ip saddr 10.244.0.2 jump from-10-244-0-2")
}

func TestABlockOfAddressesKeepsItsExceptions(t *testing.T) {
	state := clusterState{
		pods: []*core.Pod{pod("web", "10.244.0.2", "web")},
		policies: []*networking.NetworkPolicy{policy("web", networking.NetworkPolicySpec{
			PolicyTypes: []networking.PolicyType{networking.PolicyTypeIngress},
			Ingress: []networking.NetworkPolicyIngressRule{{
				From: []networking.NetworkPolicyPeer{{
					IPBlock: &networking.IPBlock{CIDR: "10.0.0.0/8", Except: []string{"10.1.0.0/16"}},
				}},
			}},
		})},
	}

	expect(t, state.table(), "ip saddr 10.0.0.0/8 ip saddr != { 10.1.0.0/16 } return")
}

func TestAFinishedPodHasNoRules(t *testing.T) {
	finished := pod("web", "10.244.0.2", "web")
	finished.Status.Phase = core.PodSucceeded
	state := clusterState{
		pods: []*core.Pod{finished},
		policies: []*networking.NetworkPolicy{policy("web", networking.NetworkPolicySpec{
			PolicyTypes: []networking.PolicyType{networking.PolicyTypeIngress},
		})},
	}

	if table := state.table(); strings.Contains(table, "10.244.0.2") {
		t.Errorf("names the finished pod's address:\n%s", table)
	}
}

func TestForwardRefusesAnAddressThatOthersReach(t *testing.T) {
	if _, err := parseRule("0.0.0.0:16443=198.18.0.2:6443"); err == nil {
		t.Error("accepted a listener on every address")
	}
	if _, err := parseRule("127.0.0.1:16443=198.18.0.2:6443"); err != nil {
		t.Error(err)
	}
}

func expect(t *testing.T, table string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(table, part) {
			t.Errorf("lacks %q:\n%s", part, table)
		}
	}
}

func pod(name, address, app string) *core.Pod {
	return &core.Pod{
		ObjectMeta: meta.ObjectMeta{Namespace: "default", Name: name, Labels: map[string]string{"app": app}},
		Status:     core.PodStatus{PodIP: address, Phase: core.PodRunning},
	}
}

func app(name string) *meta.LabelSelector {
	return &meta.LabelSelector{MatchLabels: map[string]string{"app": name}}
}

func policy(selected string, spec networking.NetworkPolicySpec) *networking.NetworkPolicy {
	spec.PodSelector = *app(selected)
	return &networking.NetworkPolicy{
		ObjectMeta: meta.ObjectMeta{Namespace: "default", Name: selected},
		Spec:       spec,
	}
}

func port(value intstr.IntOrString) *intstr.IntOrString { return &value }
