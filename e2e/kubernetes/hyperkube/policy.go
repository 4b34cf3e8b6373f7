package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
)

const (
	// burst is how long changes may gather before the rules are written: a roll-out makes many.
	burst = 50 * time.Millisecond
	// retryAfter is the pause after nft refused the rules.
	retryAfter = time.Second
)

// enforcePolicies KUBECONFIG enforces the cluster's NetworkPolicies (IPv4) on this node: it watches
// policies, namespaces and pods, and rewrites one nftables table whenever its text changes. It holds
// for traffic that the node routes, so pods must be connected by routes (CNI ptp), not by a bridge.
// It must run in the node's network namespace, and runs until it is stopped.
func enforcePolicies(args []string) error {
	if len(args) != 1 {
		return errors.New("usage: network-policy KUBECONFIG")
	}
	config, err := clientcmd.BuildConfigFromFlags("", args[0])
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	stop, cancel := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer cancel()

	factory := informers.NewSharedInformerFactory(client, 0)
	pods := factory.Core().V1().Pods()
	namespaces := factory.Core().V1().Namespaces()
	policies := factory.Networking().V1().NetworkPolicies()

	changed := make(chan struct{}, 1)
	mark := func() {
		select {
		case changed <- struct{}{}:
		default: // one mark is enough: the rules are always made from everything
		}
	}
	handler := cache.ResourceEventHandlerFuncs{
		AddFunc:    func(any) { mark() },
		UpdateFunc: func(any, any) { mark() },
		DeleteFunc: func(any) { mark() },
	}
	for _, informer := range []cache.SharedIndexInformer{pods.Informer(), namespaces.Informer(), policies.Informer()} {
		if _, err := informer.AddEventHandler(handler); err != nil {
			return err
		}
	}
	factory.Start(stop.Done())
	factory.WaitForCacheSync(stop.Done())

	enforced := ""
	for {
		select {
		case <-stop.Done():
			return nil
		case <-changed:
		}
		if !elapsed(stop, burst) {
			return nil
		}
		var seen clusterState
		if seen.pods, err = pods.Lister().List(labels.Everything()); err != nil {
			return err
		}
		if seen.namespaces, err = namespaces.Lister().List(labels.Everything()); err != nil {
			return err
		}
		if seen.policies, err = policies.Lister().List(labels.Everything()); err != nil {
			return err
		}
		table := seen.table()
		if table == enforced {
			continue
		}
		if err := writeTable(stop, table); err != nil {
			slog.Error("rules refused, trying again", "error", err)
			mark()
			if !elapsed(stop, retryAfter) {
				return nil
			}
			continue
		}
		enforced = table
		slog.Info("rules written", "policies", len(seen.policies), "pods", len(seen.pods))
	}
}

// elapsed waits, and tells whether to go on.
func elapsed(stop context.Context, duration time.Duration) bool {
	select {
	case <-stop.Done():
		return false
	case <-time.After(duration):
		return true
	}
}

// writeTable replaces the table in one nftables transaction.
func writeTable(stop context.Context, table string) error {
	nft := exec.CommandContext(stop, "nft", "-f", "-")
	nft.Stdin = strings.NewReader(table)
	nft.Env = os.Environ()
	if output, err := nft.CombinedOutput(); err != nil {
		return fmt.Errorf("nft: %w: %s", err, strings.TrimSpace(string(output)))
	}
	return nil
}
